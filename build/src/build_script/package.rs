//! Generation of a whole package from code, by a build script or a program of the user.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use whitesmith::{DependencyValue, Layout, PackageKey, PackageValue, RuntimeDependency};

use super::{Config, Error, all, warn};
use crate::job::{Job, OutputFolder};
use crate::model_files::ModelFiles;
use crate::output::{Plan, RealDisk, write};
use crate::places::Places;

impl Config {
    /// The dependency of a package on the crates of the runtime; otherwise the version of this crate, from the
    /// registry.
    pub fn runtime(mut self, runtime: RuntimeDependency) -> Self {
        self.generator.runtime = runtime;
        self
    }

    /// Sets a key of `[package]` in the `Cargo.toml` of a package.
    pub fn package(mut self, key: PackageKey, value: PackageValue) -> Self {
        self.generator.package.insert(key, value);
        self
    }

    /// Makes a package a workspace of its own.
    pub fn standalone(mut self) -> Self {
        self.generator.standalone = true;
        self
    }

    /// Gives each operation of a package a Cargo feature; see [`whitesmith::Config::operation_features`].
    pub fn operation_features(mut self) -> Self {
        self.generator.operation_features = true;
        self
    }

    /// Sets the hint `mostly-unused` of a package; see [`whitesmith::Config::mostly_unused`].
    pub fn mostly_unused(mut self) -> Self {
        self.generator.mostly_unused = true;
        self
    }

    /// Adds a dependency to a package, with Cargo's keys.
    pub fn dependency(
        mut self,
        name: impl Into<String>,
        keys: impl IntoIterator<Item = (String, DependencyValue)>,
    ) -> Self {
        self.generator.dependencies.insert(name.into(), keys.into_iter().collect());
        self
    }

    /// Adds a Cargo feature to a package, with what it enables.
    pub fn feature<E: Into<String>>(
        mut self,
        name: impl Into<String>,
        enables: impl IntoIterator<Item = E>,
    ) -> Self {
        let enables = enables.into_iter().map(Into::into).collect();
        self.generator.features.insert(name.into(), enables);
        self
    }

    /// Generates a package into a folder, and returns its path. A relative path starts at the current folder,
    /// which of a build script is that of its package. Files that stay the same are not written, and files that
    /// were generated earlier and are no longer needed are removed. After an error, all files are
    /// as they were. In a build script, Cargo runs the script again when a file of the model has changed, and
    /// shows the warnings of the generator; otherwise they are written to standard error.
    ///
    /// # Errors
    ///
    /// A file of the model cannot be read; all problems of the model and of this configuration, with
    /// their places; a file in the folder was not generated and would be overwritten; the folder cannot be
    /// written.
    pub fn generate_into(&self, path: impl AsRef<Path>) -> Result<PathBuf, Error> {
        let is_build_script = env::var_os("OUT_DIR").is_some();
        if is_build_script {
            self.write_package(path.as_ref(), &mut io::stdout().lock())
        } else {
            let mut instructions = Vec::new();
            let result = self.write_package(path.as_ref(), &mut instructions);
            show_warnings(&instructions);
            result
        }
    }

    fn write_package(&self, path: &Path, cargo: &mut dyn Write) -> Result<PathBuf, Error> {
        let texts = self.read_model(cargo)?;
        let generator = whitesmith::Config { layout: Layout::Package, ..self.generator.clone() };
        let mut job = Job {
            model: ModelFiles::new(self.models.clone()),
            out: OutputFolder::new(path.to_owned(), &path.display().to_string()),
            config: generator,
            bump_version: false,
            places: Places::default(),
        };
        let fail = |error: anyhow::Error| Error(format!("{error:#}"));
        job.settle().map_err(fail)?;
        let output = whitesmith::generate(&texts.sources(), &job.config)
            .map_err(|error| Error(all(error.problems())))?;
        warn(&output.warnings, cargo)?;
        let plan = Plan::new(&job.out, output.files).map_err(fail)?;
        plan.refuse_foreign().map_err(fail)?;
        write(&[plan], &RealDisk).map_err(|error| Error(error.to_string()))?;
        Ok(path.to_owned())
    }
}

/// Writes the warnings among instructions for Cargo to standard error.
fn show_warnings(instructions: &[u8]) {
    for line in String::from_utf8_lossy(instructions).lines() {
        if let Some(warning) = line.strip_prefix("cargo::warning=") {
            eprintln!("warning: {warning}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Weather": {"type": "service", "version": "1", "traits": {"aws.protocols#restJson1": {}},
        "operations": [{"target": "a#Ping"}, {"target": "a#Report"}]},
    "a#Ping": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/ping"}}},
    "a#Report": {"type": "operation", "traits": {"smithy.api#http": {"method": "PUT", "uri": "/"}}}
}}"#;

    #[test]
    fn a_package_is_written_and_kept_up_to_date() {
        let root = tempfile::tempdir().unwrap();
        let model = root.path().join("weather.json");
        fs::write(&model, MODEL).unwrap();
        let out = root.path().join("weather");
        let config = Config::new()
            .model(&model)
            .package(PackageKey::Version, PackageValue::Text("1.2.3".to_owned()))
            .dependency("serde", [("version".to_owned(), DependencyValue::Text("1".to_owned()))])
            .feature("extra", ["hyper"])
            .rename("Ping", "CheckHealth")
            .standalone();
        assert_eq!(config.generate_into(&out).unwrap(), out);
        let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
        for part in ["version = \"1.2.3\"\n", "serde = { version = \"1\" }\n", "[workspace]\n"] {
            assert!(manifest.contains(part), "{manifest}");
        }
        assert!(manifest.contains("extra = [\"hyper\"]\n"), "{manifest}");
        assert!(out.join("src/operation/check_health.rs").exists());

        config.clone().operations(["Report"]).generate_into(&out).unwrap_err();
        let only = Config::new().model(&model).operations(["Report"]).standalone();
        only.generate_into(&out).unwrap();
        assert!(!out.join("src/operation/check_health.rs").exists());

        fs::write(out.join("src/lib.rs"), "// Mine.\n").unwrap();
        let error = only.generate_into(&out).unwrap_err().to_string();
        assert!(error.contains("was not generated by whitesmith"), "{error}");
        assert_eq!(fs::read_to_string(out.join("src/lib.rs")).unwrap(), "// Mine.\n");
    }
}
