//! Generates the module `weather` from the Smithy model in `model/`.

fn main() -> Result<(), whitesmith_build::Error> {
    whitesmith_build::Config::new()
        .model("model/")
        .operations(["GetForecast"])
        .name("weather")
        .generate_into_out_dir()?;
    Ok(())
}
