//! The longer texts of the help.

use whitesmith_cli::crate_keys;

pub(crate) const ALL: &str =
    "Start with `whitesmith init`. `whitesmith COMMAND --help` explains a command, with examples.

Exit codes: 0 success, 1 failure or (with `check`) not up to date, 2 invalid command line.

Colors are used on a terminal, unless the variable NO_COLOR is set.

With --json, each line of standard output is an object with a key `type`:
  error, warning, note  message, help, file, line, column, shape, crate; null if unknown
  crate                 crate (its folder), operations, unchanged (a number of files), and
                        changed: a list of { path, change: new, changed or removed };
                        with `check`, nothing was written
  operation             name, types, errors, left_out (the reason, or null)
  diff                  of `diff --format json`, `generate`, `check` and `update`: crate, level (major,
                        minor, patch or none), the level of each category (source, wire, behavior,
                        docs), and changes: a list of { rule, category, level, shape, member,
                        message, old, new: { file, line, column } or null }
  permissions           of `policy`: crate, operation, and actions: a list of { name, resources, guessed,
                        condition_keys: a list of { name, type } }
  policy                document: the IAM policy, or null if no permission is needed
  file                  path: of a file that is written besides those of crates, such as
                        codegen.toml or a model
  end                   success; the last line
For an invalid command line, with the exit code 2, no object is printed.";

pub(crate) const GENERATE: &str = "Generate client crates from Smithy models.

Without options, every [[crate]] of codegen.toml is generated. The file is searched for in \
the current folder and its parents. With --model, one crate is generated from a Smithy 2.0 model \
in JSON.

A crate inside a cargo workspace must be a member of it: add the crate to `members` there. \
With --standalone, the crate is a workspace of its own; in the build folder of a workspace, \
`target`, it always is.

A crate depends on the runtime's crates of this release, from crates.io, unless `runtime`, \
--runtime-version or --runtime-path says otherwise.

Files that do not change are not written. Files that were generated earlier and are no longer \
needed are removed. Files that whitesmith did not generate are never overwritten or removed. \
After an error, all files are as they were.";

pub(crate) fn after_generate() -> String {
    let keys = crate_keys("the version of this release");
    format!("{GENERATE_EXAMPLES}\n\n{keys}\n\n{GENERATE_EXIT_CODES}")
}

const GENERATE_EXAMPLES: &str = "Examples:
  whitesmith generate
      Bring all crates of codegen.toml up to date.

  whitesmith generate --model chime.json --operation UpdateAccount --out target/chime
      Generate a crate with one operation.

  smithy ast model/ | whitesmith generate --model - --out ../client
      Generate a crate from your own model.";

const GENERATE_EXIT_CODES: &str =
    "Exit codes: 0 success, 1 failure or (with --check) not up to date, 2 invalid command line.";

pub(crate) const AFTER_CHECK: &str = "Example:
  whitesmith check
      Print a diff and fail if a crate of codegen.toml is not up to date, for CI.

Exit codes: 0 up to date, 1 not up to date or failure, 2 invalid command line.";

pub(crate) const AFTER_OPERATIONS: &str = "Example:
  whitesmith operations --model models/chime.json

`types` and `errors` are the numbers for a crate with that operation alone.";

pub(crate) const POLICY: &str = "Print the least IAM policy for the operations of the crates of codegen.toml, or of any model.

The policy allows the actions that the operations need, for the resources that the model names, and is printed \
on standard output as JSON. Warnings are on standard error, and so are the condition keys by which \
the policy can be restricted further. Without CRATE, there is one policy for all crates.

An action whose name nothing confirms is derived from the operation's name, with a warning. Actions are allowed \
for all resources (`*`) where the model has no ARNs; an action that another service needs on a resource of its own, \
such as kms:Decrypt for an encrypted bucket, is not in the model.";

pub(crate) const AFTER_POLICY: &str = "Examples:
  whitesmith policy
      Print the policy for all crates of codegen.toml.

  whitesmith policy chime --region us-east-1 --account 123456789012 > policy.json
      Write the policy for one crate, restricted to a region and an account.

  whitesmith policy --model s3.json --operation GetObject
      Print the policy for an operation of a model.

Exit codes: 0 success, 1 failure, 2 invalid command line.";

pub(crate) const AFTER_INIT: &str = "Examples:
  whitesmith init
      Write a codegen.toml without crates; `whitesmith add` adds them.

  whitesmith init --model model/ --out client
      Write a codegen.toml for a service of your own.

A codegen.toml that exists is not overwritten.";

pub(crate) const ADD: &str = "Find a service in a folder of models, copy its model, add it to codegen.toml and generate its crate.

The model is copied to models/ beside codegen.toml, and the entry is appended to that file, whose other \
lines stay as they are. If several versions of a service are in the folder, the newest is taken. After an \
error, all files are as they were.";

pub(crate) const AFTER_ADD: &str = "Examples:
  git clone --depth 1 https://github.com/aws/api-models-aws
  whitesmith add chime --operation UpdateAccount --models api-models-aws
      Generate the crate `chime` with one operation.

  whitesmith add \"Route 53\" --models api-models-aws --out crates/route-53
      Generate a crate with all operations.";

pub(crate) const UPDATE: &str = "Take newer models from a folder, print what changes, and generate the crates.

For each crate of codegen.toml, the model of the same service is taken from the folder, unless it is older. \
Prints the changes of the selected operations and of all shapes that these reach. Only the file that \
defines the service is replaced; keep your corrections of a model in a second file, as `apply` statements. \
After an error, all files are as they were.";

pub(crate) const AFTER_UPDATE: &str = "Example:
  git -C api-models-aws pull
  whitesmith update --models api-models-aws

In the list of changes, `+` is new, `-` is gone, and `~` is different, with what differs in parentheses.";

pub(crate) const SMITHY_BUILD: &str = "Generate a crate as a plugin of smithy-build: the model is standard input.

smithy-build runs this command as its `run` plugin, and sets the variables: the crate is written to the \
folder SMITHY_PLUGIN_DIR, or a folder in it, and a relative --runtime-path starts at SMITHY_ROOT_DIR. The \
crate is a workspace of its own, since it is in a build folder.";

pub(crate) const AFTER_SMITHY_BUILD: &str = "Example, in smithy-build.json:
  \"plugins\": {
    \"run::rust-client\": {
      \"command\": [\"whitesmith\", \"smithy-build\", \"--service\", \"Weather\"]
    }
  }";

pub(crate) const AFTER_COMPLETIONS: &str = "Examples:
  whitesmith completions bash > ~/.local/share/bash-completion/completions/whitesmith
  whitesmith completions zsh > ~/.zfunc/_whitesmith     # a folder in $fpath
  whitesmith completions fish > ~/.config/fish/completions/whitesmith.fish
  whitesmith completions powershell >> $PROFILE
  whitesmith completions elvish >> ~/.config/elvish/rc.elv";

pub(crate) const DIFF: &str = "Compare two versions of a model: what changes in the Rust API, on the wire and in \
behavior, and at which level of semantic versioning.

The crates that `generate` makes of the two versions are compared, not their texts. Without --operation, all \
operations are compared; with --crate, those that codegen.toml selects. `git:REVISION` alone stands for the \
crates of codegen.toml, with the models and settings of that revision.

A change of the Rust API is major if code that uses the crate may no longer compile. A change on the wire is major \
if a client of the old version no longer works with the new version of the service. --rules lists all kinds of \
changes.";

pub(crate) const AFTER_DIFF: &str = "Examples:
  whitesmith diff git:main
      Compare the crates of codegen.toml with those of the branch `main`.

  whitesmith diff git:main --format markdown --fail-on major
      The same as a comment for a pull request; fail if a change is major.

  whitesmith diff old/chime.json new/chime.json --operation UpdateAccount
      Compare two models by one operation.

Exit codes: 0 success, 1 failure or (with --fail-on) a change of that level, 2 invalid command line.";
