//! Generates the modules that the examples of the book call: `chime` and `weather`.

use whitesmith_build::{Clients, Config, Error};

fn main() -> Result<(), Error> {
    Config::new()
        .model("../../models/chime.json")
        .model("model/waiter.json")
        .operations(["GetAccount", "ListAccounts", "UpdateAccount"])
        .name("chime")
        .clients(Clients::AsyncAndBlocking)
        .generate_into_out_dir()?;
    Config::new()
        .model("../../examples/build-script/model")
        .name("weather")
        .clients(Clients::AsyncAndBlocking)
        .generate_into_out_dir()?;
    Ok(())
}
