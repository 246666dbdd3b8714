//! Generates a module for each protocol from the model `bodies.json`, whose service offers all of them.

use whitesmith_build::{Clients, Config, Error, SerdeNames};

/// The modules and their protocols.
const PROTOCOLS: [(&str, &str); 8] = [
    ("rpc_v2_cbor", "rpcv2Cbor"),
    ("rpc_v2_json", "rpcv2Json"),
    ("aws_json_1_0", "awsJson1_0"),
    ("aws_json_1_1", "awsJson1_1"),
    ("rest_json_1", "restJson1"),
    ("rest_xml", "restXml"),
    ("aws_query", "awsQuery"),
    ("ec2_query", "ec2Query"),
];

/// The operations whose types serde serializes with the names of Rust.
const RUST_NAMES: [&str; 9] = [
    "Fail",
    "GetFirm",
    "Mix",
    "PutBigNumbers",
    "PutChoice",
    "PutCollections",
    "PutScalars",
    "PutSettings",
    "PutTree",
];

fn main() -> Result<(), Error> {
    for (module, protocol) in PROTOCOLS {
        // ec2Query does not define maps in inputs.
        let operations = if protocol == "ec2Query" { &["Echo"][..] } else { &["Echo", "EchoMaps"] };
        Config::new()
            .model("model/bodies.json")
            .protocol(protocol)
            .operations(operations.iter().copied())
            .name(module)
            .clients(Clients::None)
            .generate_into_out_dir()?;
    }
    // Every type and binding, for serde with the names of Rust. The crate `shapes` has those of the wire.
    Config::new()
        .model("../fixtures/protocols/rest_json_1.json")
        .operations(RUST_NAMES)
        .name("rust_names")
        .clients(Clients::None)
        .serde(SerdeNames::Rust)
        .generate_into_out_dir()?;
    Ok(())
}
