//! In: the version of a dependency. Out: whether Cargo takes it.

/// Checks a version requirement, such as `0.1` or `>=1.2, <2`, which Cargo would refuse only when
/// the emitted crate is built.
///
/// # Errors
///
/// What is wrong with the text, and what a version requirement looks like.
pub fn version_requirement(text: &str) -> Result<String, String> {
    match semver::VersionReq::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => {
            Err(format!("{error}; a version requirement looks like `0.1` or `>=1.2, <2`"))
        }
    }
}
