// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutTree`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `PutTree`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutTreeInput {
    pub tree: Option<types::Tree>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutTreeInput {
        tree: types::Tree,
    }
}

impl Operation for PutTreeInput {
    type Output = PutTreeOutput;
    type Error = PutTreeError;
    type Service = Service;
    const NAME: &'static str = "PutTree";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/tree");
        request.json(|body| {
            body.field("tree", &self.tree, types::Tree::write_json);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutTreeOutput {
        let mut output = PutTreeOutput::new();
        response.json(|r, key| match key {
            "tree" => r.set(&mut output.tree, types::Tree::read_json),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutTree`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutTreeOutput {
    pub tree: Option<types::Tree>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutTreeOutput {
        tree: types::Tree,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutTree` returns.
    pub enum PutTreeError {}
}
