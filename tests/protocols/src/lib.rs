//! The operations of the model `bodies.json`, in a module for each protocol.

include!(concat!(env!("OUT_DIR"), "/rpc_v2_cbor.rs"));
include!(concat!(env!("OUT_DIR"), "/rpc_v2_json.rs"));
include!(concat!(env!("OUT_DIR"), "/aws_json_1_0.rs"));
include!(concat!(env!("OUT_DIR"), "/aws_json_1_1.rs"));
include!(concat!(env!("OUT_DIR"), "/rest_json_1.rs"));
include!(concat!(env!("OUT_DIR"), "/rest_xml.rs"));
include!(concat!(env!("OUT_DIR"), "/aws_query.rs"));
include!(concat!(env!("OUT_DIR"), "/ec2_query.rs"));
include!(concat!(env!("OUT_DIR"), "/rust_names.rs"));
