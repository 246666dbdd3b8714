//! Generates the package `weather`. Run it after a change of the model: `cargo run --package codegen`.

use whitesmith_build::{Config, PackageKey, PackageValue, RuntimeDependency};

fn main() -> Result<(), whitesmith_build::Error> {
    // The folder of the workspace, from wherever this is run.
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let folder = Config::new()
        .model(format!("{root}/model"))
        .name("weather")
        .runtime(RuntimeDependency::Path("../../../runtime".to_owned()))
        .package(PackageKey::Version, PackageValue::Text("0.0.0".to_owned()))
        .rename("GetForecastInput$days", "number_of_days")
        .type_attribute("Day", "#[derive(PartialOrd)]")
        .generate_into(format!("{root}/weather"))?;
    println!("{} is up to date", folder.display());
    Ok(())
}
