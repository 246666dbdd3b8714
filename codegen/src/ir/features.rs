//! Defines the Cargo features of operations, and what is compiled with which of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flows, ShapeId};

/// The features of operations, if each operation has one.
#[derive(Debug, Default)]
pub(crate) struct OperationFeatures {
    /// The feature of each operation, in the order of the operations: its name, and those of other operations
    /// that it calls.
    pub(crate) operations: Vec<OperationFeature>,
    /// The operations that need each type, by their features, in each flow.
    pub(crate) types: BTreeMap<ShapeId, Flows<Needed>>,
}

/// The feature of an operation.
#[derive(Debug)]
pub(crate) struct OperationFeature {
    /// Its name, which is that of the operation in Rust.
    pub(crate) name: String,
    /// The features of the operations that it needs.
    pub(crate) enables: Vec<String>,
}

/// The features of the operations that need an item: it is compiled with any of them.
pub(crate) type Needed = BTreeSet<String>;

impl OperationFeatures {
    /// The operations that need a type, by their features.
    pub(crate) fn of_type(&self, shape: &ShapeId) -> Needed {
        let flows = self.types.get(shape);
        let flows = flows.into_iter().flat_map(|flows| [&flows.input, &flows.output]);
        flows.flatten().cloned().collect()
    }

    /// The operations that need the function which writes a type, or that which reads it; `None` if all
    /// operations that need the type do.
    pub(crate) fn of_functions(&self, shape: &ShapeId) -> Flows<Option<&Needed>> {
        let all = self.of_type(shape);
        let Some(flows) = self.types.get(shape) else { return Flows::default() };
        let narrower = |needed| Some(needed).filter(|needed: &&Needed| **needed != all);
        Flows { input: narrower(&flows.input), output: narrower(&flows.output) }
    }
}
