//! The part of a command's help that lists the keys of codegen.toml.

/// Describes the keys of a `[[crate]]`. `default_runtime` says which runtime a crate depends on without the key
/// `runtime`.
#[must_use]
pub fn crate_keys(default_runtime: &str) -> String {
    format!(
        "The keys of a [[crate]] in codegen.toml; model and out are required:
  model = \"FILE\"            a Smithy 2.0 model in JSON, or a folder of .json files, or
                             a list of files and folders that form one model
  out = \"DIR\"               the folder of the crate
  name = \"CRATE\"            the crate's name
  service = \"ID\"            the service, if the model has several
  protocol = \"ID\"           the protocol, if the service offers several
  operations = [\"NAME\", …]  the operations [default: all]
  runtime = {{path = \"DIR\"}}  the dependency on the runtime's crates: \"REQ\", or a table with version,
                             path (of the folder that contains core, client and aws), git with
                             rev, branch or tag, registry or registry-index, or workspace = true,
                             which requires the crates in [workspace.dependencies]
                             [default: {default_runtime}]
  package.KEY = VALUE        a key of [package] in the crate's Cargo.toml: version, publish, license,
                             description, authors, repository, keywords, …, as cargo takes them
                             [default: version = \"0.1.0\", publish = false]
  bump_version = true        raise the package's version by the level of what has changed since the last
                             commit that changed the crate; see `whitesmith diff`
  standalone = true          make the crate a workspace of its own
  protocol_tests = true      emit the model's protocol tests and endpoint tests
  serde = \"wire-names\"       add the feature `serde`: Serialize and Deserialize for the types, with
                             the names of the service, or with \"rust-names\" those of Rust
  renames.SHAPE = \"NAME\"     the Rust name of a type or operation, or of a member, \"SHAPE$MEMBER\"
  type_attributes.SHAPE = \"#[…]\"
                             attributes of a type, such as #[derive(Hash)], or of all types of a kind:
                             structure, union, enum, intEnum or *
  extern_paths.SHAPE = \"PATH\"
                             use a type of another crate instead of emitting it
  types = [\"SHAPE\", …]       emit types without operations, for crates with extern_paths
  operation_features = true  give each operation a Cargo feature with its name; none is a default
  mostly_unused = true       write Cargo's hints.mostly-unused
  dependencies, features     additions to the crate's Cargo.toml"
    )
}
