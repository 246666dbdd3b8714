//! Checks version requirements as Cargo does.

/// Checks a version requirement, such as `0.1` or `>=1.2, <2`, which Cargo would otherwise reject
/// when the emitted crate is built.
///
/// # Errors
///
/// The text is not a version requirement. The message says why and shows examples.
pub fn version_requirement(text: &str) -> Result<String, String> {
    match semver::VersionReq::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => {
            Err(format!("{error}; examples of version requirements are `0.1` and `>=1.2, <2`"))
        }
    }
}
