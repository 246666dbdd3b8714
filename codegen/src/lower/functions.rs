//! Names the modules and types of operations, paginators and waiters, and the client's functions.

use super::options::Options;
use crate::error::Diagnostics;
use crate::ir::{Crate, Operation, Waiter};
use crate::model::shape::Shape;
use crate::projection::Projection;
use crate::symbol::case::snake_case;
use crate::symbol::given::{Given, Namespace};
use crate::symbol::ident::numbered;
use crate::symbol::reserved::Space;

/// Names each operation, its paginator and its waiters, in the model's order.
pub(super) fn give(
    emitted: &mut Crate,
    projection: &Projection<'_>,
    options: &Options,
    found: &mut Diagnostics,
) {
    let mut modeled: Vec<&Shape<'_>> =
        projection.operations.iter().map(|modeled| &modeled.shape).collect();
    modeled.sort_by_key(|shape| shape.offset);
    let Crate { operations, waiters, .. } = emitted;
    let mut names = Names {
        functions: Namespace::new(Space::Function),
        waiters: Namespace::new(Space::Waiter),
        options,
        found,
    };
    for shape in modeled {
        let mut numbered = operations.iter_mut().enumerate();
        let Some((index, operation)) = numbered.find(|(_, one)| one.id == shape.id) else {
            continue;
        };
        names.operation(shape, operation);
        for waiter in waiters.iter_mut().filter(|waiter| waiter.operation == index) {
            names.waiter(shape, waiter);
        }
    }
    waiters.sort_by(|a, b| a.item.name.cmp(&b.item.name));
}

struct Names<'n> {
    functions: Namespace<'n>,
    waiters: Namespace<'n>,
    options: &'n Options,
    found: &'n mut Diagnostics,
}

impl<'n> Names<'n> {
    fn operation(&mut self, shape: &'n Shape<'_>, operation: &mut Operation) {
        let name = self.options.name(&shape.id).unwrap_or(shape.id.name());
        let given = self.functions.give(name, shape.id.as_str());
        if let Some(number) = given.number() {
            let name = numbered(Space::Operation, &operation.item.name, number);
            operation.input.item.name = format!("{name}Input");
            operation.output.item.name = format!("{name}Output");
            operation.item.name = name;
        }
        operation.module = self.take(shape, given);
        if let Some(pagination) = &mut operation.pagination {
            let function = format!("{}_pages", operation.module.trim_end_matches('_'));
            let owner = format!("paginator of {}", shape.id);
            let given = self.functions.give_identifier(function, owner);
            pagination.function = self.take(shape, given);
        }
    }

    fn waiter(&mut self, shape: &Shape<'_>, waiter: &mut Waiter) {
        let owner = format!("waiter {} of {}", waiter.model_name, shape.id);
        let given = self.waiters.give(&waiter.model_name, owner.clone());
        waiter.item.name = self.take(shape, given);
        let function = format!("wait_until_{}", snake_case(&waiter.model_name));
        let given = self.functions.give_identifier(function, owner);
        waiter.function = self.take(shape, given);
    }

    /// Reports the name's warning and returns the name.
    fn take(&mut self, shape: &Shape<'_>, given: Given) -> String {
        self.options.take(given, shape, self.found)
    }
}
