//! Generation in a build script: a model becomes a module in one file, which the crate includes.

mod options;
#[cfg(feature = "codegen-toml")]
mod package;

use std::env;
use std::error::Error as StdError;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use whitesmith::{Clients, Layout, Problem, SerdeNames};

use crate::model_file::ModelFile;
use crate::model_files::{ModelFiles, ModelTexts};

/// What a build script generates: a client of a Smithy model, as a module in one file.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), whitesmith_build::Error> {
///     whitesmith_build::Config::new()
///         .model("model/")
///         .operations(["GetForecast"])
///         .name("weather")
///         .generate_into_out_dir()?;
///     Ok(())
/// }
/// ```
///
/// The crate includes the file where the module `weather` should be. It depends on `whitesmith-runtime`, on
/// `whitesmith-client` if the module has clients, and on `whitesmith-aws` if the service is one of AWS. It
/// needs edition 2024 and Rust 1.88:
///
/// ```ignore
/// // src/lib.rs
/// include!(concat!(env!("OUT_DIR"), "/weather.rs"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until `generate_into_out_dir` or `generate_into` is called"]
pub struct Config {
    models: Vec<ModelFile>,
    generator: whitesmith::Config,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// No model yet; all operations; the asynchronous client.
    pub fn new() -> Self {
        let layout = Layout::Module { clients: Clients::default() };
        let generator = whitesmith::Config { layout, ..whitesmith::Config::default() };
        Self { models: Vec::new(), generator }
    }

    /// Adds a file of the model, or a folder for all `.json` files in it. A relative path starts at the
    /// folder of the package's `Cargo.toml`. Several files are merged, as
    /// [`whitesmith::generate`] describes.
    pub fn model(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let shown = path.display().to_string();
        self.models.push(ModelFile::Path { path: path.to_owned(), shown });
        self
    }

    /// The service, by name or shape id, if the model has several.
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.generator.service = Some(service.into());
        self
    }

    /// The protocol, by name or shape id, if not the first one that the service offers.
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.generator.protocol = Some(protocol.into());
        self
    }

    /// Adds operations, by name or shape id. Without any, all operations of the service are generated.
    pub fn operations<O: Into<String>>(mut self, operations: impl IntoIterator<Item = O>) -> Self {
        self.generator.operations.extend(operations.into_iter().map(Into::into));
        self
    }

    /// The name of the module, and of its file; otherwise made from the service's name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.generator.name = Some(name.into());
        self
    }

    /// Implements `Serialize` and `Deserialize` of serde for the types of the module, with these names of members.
    /// The crate depends on `whitesmith-runtime` with the feature `serde`.
    pub fn serde(mut self, names: SerdeNames) -> Self {
        self.generator.serde = Some(names);
        self
    }

    /// The clients of the module. The blocking client needs the feature `blocking` of `whitesmith-client`.
    pub fn clients(mut self, clients: Clients) -> Self {
        self.generator.layout = Layout::Module { clients };
        self
    }

    /// Generates the module into the folder `OUT_DIR` of the build script, and returns the path of its
    /// file. Prints the instructions by which Cargo runs the script again when a file of the model has
    /// changed, and shows the warnings of the generator.
    ///
    /// # Errors
    ///
    /// A file of the model cannot be read; all problems of the model and of this configuration, with
    /// their places; the file cannot be written.
    pub fn generate_into_out_dir(&self) -> Result<PathBuf, Error> {
        let Some(folder) = env::var_os("OUT_DIR") else {
            let help = "help: call it in a build script, for which Cargo sets the variable";
            return Err(Error(format!("the variable OUT_DIR is not set\n  {help}")));
        };
        self.write_module(Path::new(&folder), &mut io::stdout().lock())
    }

    fn write_module(&self, folder: &Path, cargo: &mut dyn Write) -> Result<PathBuf, Error> {
        let texts = self.read_model(cargo)?;
        let output = whitesmith::generate(&texts.sources(), &self.generator)
            .map_err(|error| Error(all(error.problems())))?;
        warn(&output.warnings, cargo)?;
        let (name, text) = output.files.into_iter().next().unwrap_or_default();
        let path = folder.join(name);
        // A file that stays the same keeps its modification time.
        if fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            fs::write(&path, text)
                .map_err(|cause| Error(format!("cannot write {}: {cause}", path.display())))?;
        }
        Ok(path)
    }

    /// Reads the model, and tells Cargo which files to watch.
    fn read_model(&self, cargo: &mut dyn Write) -> Result<ModelTexts, Error> {
        if self.models.is_empty() {
            return Err(Error("there is no model\n  help: name one with `model`".to_owned()));
        }
        // A folder is watched for new files. Missing files are, too: the script has to run again when
        // they are there.
        for model in &self.models {
            rerun_if_changed(cargo, model.shown())?;
        }
        let texts = ModelFiles::new(self.models.clone()).read();
        let texts = texts.map_err(|error| Error(format!("{error:#}")))?;
        let sources = texts.sources();
        let is_named = |path: &str| self.models.iter().any(|model| model.shown() == path);
        for source in sources.iter().filter(|source| !is_named(source.name)) {
            rerun_if_changed(cargo, source.name)?;
        }
        drop(sources);
        Ok(texts)
    }
}

/// Has Cargo show warnings.
fn warn(warnings: &[Problem], cargo: &mut dyn Write) -> Result<(), Error> {
    for warning in warnings {
        for line in warning.to_string().lines() {
            writeln!(cargo, "cargo::warning={line}").map_err(|cause| Error::of_output(&cause))?;
        }
    }
    Ok(())
}

fn rerun_if_changed(cargo: &mut dyn Write, path: &str) -> Result<(), Error> {
    writeln!(cargo, "cargo::rerun-if-changed={path}").map_err(|cause| Error::of_output(&cause))
}

/// All problems, the way that the command line shows them.
fn all(problems: &[Problem]) -> String {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("\nerror: ")
}

/// Why a build script could not generate a module: text for a person. `Debug` shows it like `Display`, since
/// that is what Cargo shows of an error that `main` returns.
pub struct Error(String);

impl Error {
    fn of_output(cause: &io::Error) -> Self {
        Self(format!("cannot write the instructions for Cargo: {cause}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Weather": {"type": "service", "version": "1", "traits": {"aws.protocols#restJson1": {}},
        "operations": [{"target": "a#Ping"}, {"target": "a#Report"}]},
    "a#Ping": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/ping"}}},
    "a#Report": {"type": "operation", "traits": {"smithy.api#http": {"method": "PUT", "uri": "/"}}}
}}"#;

    /// What is printed for Cargo, with the folder called `ROOT`, and what is returned.
    fn generated(root: &Path, config: &Config) -> (String, Result<PathBuf, Error>) {
        let mut printed = Vec::new();
        let result = config.write_module(root, &mut printed);
        let printed = String::from_utf8(printed).unwrap();
        (printed.replace(&root.display().to_string(), "ROOT"), result)
    }

    #[test]
    fn a_folder_becomes_a_module() {
        let root = tempfile::tempdir().unwrap();
        let model = root.path().join("model");
        fs::create_dir(&model).unwrap();
        fs::write(model.join("weather.json"), MODEL).unwrap();
        fs::write(model.join("more.json"), r#"{"smithy": "2.0", "shapes": {}}"#).unwrap();
        let config = Config::new().model(&model).operations(["Ping"]);
        let (printed, path) = generated(root.path(), &config);
        insta::assert_snapshot!(printed, @"
        cargo::rerun-if-changed=ROOT/model
        cargo::rerun-if-changed=ROOT/model/more.json
        cargo::rerun-if-changed=ROOT/model/weather.json
        ");
        let path = path.unwrap();
        assert_eq!(path, root.path().join("weather.rs"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("\npub mod weather {\n"), "{text}");
        assert!(text.contains("pub mod ping") && !text.contains("pub mod report"), "{text}");
        assert!(text.contains("pub async fn ping") && !text.contains("pub mod blocking"), "{text}");

        // The file is not touched when it would stay the same.
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        generated(root.path(), &config).1.unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
        let config = config.clients(Clients::AsyncAndBlocking).name("forecast");
        let path = generated(root.path(), &config).1.unwrap();
        assert_eq!(path, root.path().join("forecast.rs"));
        assert!(fs::read_to_string(&path).unwrap().contains("pub mod blocking"));
    }

    #[test]
    fn problems_are_text() {
        let root = tempfile::tempdir().unwrap();
        let model = root.path().join("weather.json");
        let config = Config::new().model(&model).operations(["Pong"]);
        let (printed, result) = generated(root.path(), &config);
        assert_eq!(printed, "cargo::rerun-if-changed=ROOT/weather.json\n");
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with("cannot read the model "), "{error}");

        fs::write(&model, MODEL).unwrap();
        let error = generated(root.path(), &config).1.unwrap_err();
        assert!(error.to_string().contains("did you mean `Ping`?"), "{error}");
        assert_eq!(format!("{error:?}"), error.to_string());
        let error = generated(root.path(), &Config::new()).1.unwrap_err();
        assert_eq!(error.to_string(), "there is no model\n  help: name one with `model`");
    }

    #[test]
    fn warnings_are_shown_by_cargo() {
        let root = tempfile::tempdir().unwrap();
        let model = root.path().join("weather.json");
        fs::write(
            &model,
            MODEL.replace("\"smithy.api#http\": {\"method\": \"PUT\", \"uri\": \"/\"}", ""),
        )
        .unwrap();
        let (printed, path) = generated(root.path(), &Config::new().model(&model));
        assert!(printed.contains("\ncargo::warning="), "{printed}");
        assert!(printed.lines().all(|line| line.starts_with("cargo::")), "{printed}");
        path.unwrap();
    }
}
