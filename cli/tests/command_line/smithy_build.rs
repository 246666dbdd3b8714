//! Tests `whitesmith smithy-build` in the environment that smithy-build's `run` plugin sets.

use crate::workspace::{MODEL, Workspace};

/// A folder in which smithy-build runs, with the folder of the plugin.
fn workspace() -> Workspace {
    let mut workspace = Workspace::new();
    workspace.put("Cargo.toml", "[workspace]\nmembers = ['app']\n");
    workspace.put("build/smithy/source/rust-client/.keep", "");
    for (variable, folder) in
        [("SMITHY_PLUGIN_DIR", "build/smithy/source/rust-client"), ("SMITHY_ROOT_DIR", "")]
    {
        let folder = workspace.path(folder).display().to_string();
        workspace.set(variable, folder);
    }
    workspace
}

#[test]
fn the_crate_is_in_the_folder_of_the_plugin() {
    let workspace = workspace();
    workspace.run_reading("smithy-build --operation Ping --name wx", MODEL).success();
    let manifest = workspace.read("build/smithy/source/rust-client/Cargo.toml");
    assert!(
        manifest.contains("name = \"wx\"") && manifest.contains("\n[workspace]\n"),
        "{manifest}"
    );
    workspace.run_reading("smithy-build --out inner --quiet", MODEL).success();
    assert!(workspace.path("build/smithy/source/rust-client/inner/src/lib.rs").is_file());
}

/// With `sendPrelude`, the model has the shapes of the prelude.
#[test]
fn a_model_with_the_prelude() {
    let workspace = workspace();
    workspace.run_reading("smithy-build", MODEL).success();
    let library = workspace.read("build/smithy/source/rust-client/src/types.rs");
    let prelude = "\"smithy.api#String\": {\"type\": \"string\"}, \"smithy.api#Unit\": {\"type\": \"structure\", \
        \"members\": {}, \"traits\": {\"smithy.api#unitType\": {}}}, \"smithy.api#required\": {\"type\": \
        \"structure\", \"members\": {}, \"traits\": {\"smithy.api#trait\": {}}},";
    let model = MODEL.replacen("\"shapes\": {", &format!("\"shapes\": {{{prelude}"), 1);
    assert!(model.contains("unitType"));
    workspace.run_reading("smithy-build", &model).success();
    assert_eq!(workspace.read("build/smithy/source/rust-client/src/types.rs"), library);
}

#[test]
fn paths() {
    let workspace = workspace();
    let outside = workspace.run_reading("smithy-build --out ../other", MODEL).failure();
    insta::assert_snapshot!(outside, @"
    error: --out is ../other, which is not in the plugin's folder
      help: name a folder relative to SMITHY_PLUGIN_DIR, without `..`
    ");
    let runtime = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let copied = workspace.path("runtime");
    std::fs::create_dir(&copied).unwrap();
    for folder in ["core", "client", "aws"] {
        std::fs::create_dir(copied.join(folder)).unwrap();
        let manifest = format!("{folder}/Cargo.toml");
        std::fs::copy(runtime.join(&manifest), copied.join(&manifest)).unwrap();
    }
    workspace.run_reading("smithy-build --runtime-path runtime", MODEL).success();
    let manifest = workspace.read("build/smithy/source/rust-client/Cargo.toml");
    assert!(manifest.contains("{ path = \"../../../../runtime/core\" }"), "{manifest}");
}

#[test]
fn a_broken_model() {
    let workspace = workspace();
    let before = workspace.contents();
    let error = workspace.run_reading("smithy-build", "{").failure();
    assert!(
        error.ends_with("error: 1 problem in standard input; nothing was written\n"),
        "{error}"
    );
    assert_eq!(workspace.contents(), before);
}
