//! Finds the members through which a structure or union contains itself: they need a box, and not
//! all members of a cycle may be required. A list or map breaks a cycle: its content is on the
//! heap, and it may be empty.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Diagnostic, Diagnostics};
use crate::knowledge::nullability::{self, Nullability};
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// The members on cycles of structures and unions, at least one of each cycle.
pub(super) fn boxed_members(shapes: &BTreeMap<ShapeId, Shape<'_>>) -> BTreeSet<(ShapeId, String)> {
    let on_cycle = members_on_cycles(shapes, &|_, _| true);
    on_cycle.into_iter().map(|(shape, member)| (shape.id.clone(), member.name.clone())).collect()
}

/// Reports required structures for which no default value exists, because they contain themselves
/// or are nested too deeply.
pub(super) fn report_endless(shapes: &BTreeMap<ShapeId, Shape<'_>>, found: &mut Diagnostics) {
    let endless = endless_members(shapes);
    if endless.is_empty() {
        report_too_deep(shapes, found);
    }
    for (shape, member) in endless {
        found.push(
            Diagnostic::new("this required member makes the structure infinitely recursive")
                .shape(format!("{}${}", shape.id, member.name))
                .at(member.offset)
                .help("remove `required` from a member of the cycle"),
        );
    }
}

/// The required members through which a structure contains itself, boxed or not.
fn endless_members<'s, 'a>(
    shapes: &'s BTreeMap<ShapeId, Shape<'a>>,
) -> Vec<(&'s Shape<'a>, &'s Member<'a>)> {
    members_on_cycles(shapes, &|shape, member| {
        matches!(shape.kind, ShapeKind::Structure(_))
            && nullability::of(shape, member) == Nullability::Required
    })
}

/// Reports required structures within required structures whose default value, which contains the
/// default values of all of them, would be too deep or too large.
fn report_too_deep(shapes: &BTreeMap<ShapeId, Shape<'_>>, found: &mut Diagnostics) {
    if let Some(shape) = shapes.values().find(|shape| holds_too_much(shapes, shape)) {
        found.push(
            Diagnostic::new("the structure requires too many nested structures")
                .shape(&shape.id)
                .at(shape.offset)
                .help("remove `required` from one of the members"),
        );
    }
}

fn holds_too_much(shapes: &BTreeMap<ShapeId, Shape<'_>>, shape: &Shape<'_>) -> bool {
    const DEEPEST: usize = 64;
    const MOST: usize = 1_000;
    let mut level: BTreeMap<&ShapeId, usize> = BTreeMap::from([(&shape.id, 1)]);
    for _ in 0..DEEPEST {
        level = required_structures(shapes, &level);
        if level.is_empty() {
            return false;
        }
        if level.values().sum::<usize>() > MOST {
            return true;
        }
    }
    true
}

/// The structures that the structures of a level require, with their numbers.
fn required_structures<'s>(
    shapes: &'s BTreeMap<ShapeId, Shape<'_>>,
    level: &BTreeMap<&ShapeId, usize>,
) -> BTreeMap<&'s ShapeId, usize> {
    let mut next = BTreeMap::new();
    for (id, count) in level {
        let Some(shape) = shapes.get(*id) else { continue };
        for member in shape.members().iter().filter(|member| member.traits.required) {
            let target = shapes.get(&member.target);
            let target = target.filter(|target| matches!(target.kind, ShapeKind::Structure(_)));
            if let Some(target) =
                target.filter(|_| nullability::of(shape, member) == Nullability::Required)
            {
                *next.entry(&target.id).or_default() += *count;
            }
        }
    }
    next
}

/// Whether a member is an edge of the graph.
type IsEdge<'e> = dyn Fn(&Shape<'_>, &Member<'_>) -> bool + 'e;

/// The members that are edges within a strongly connected component.
fn members_on_cycles<'s, 'a>(
    shapes: &'s BTreeMap<ShapeId, Shape<'a>>,
    is_edge: &IsEdge<'_>,
) -> Vec<(&'s Shape<'a>, &'s Member<'a>)> {
    let components = components(shapes, is_edge);
    let inline = shapes.values().filter(|shape| is_inline(shape));
    let members =
        inline.flat_map(|shape| shape.members().iter().map(move |member| (shape, member)));
    let on_cycle = members.filter(|(shape, member)| {
        let own = components.get(&shape.id);
        own.is_some() && own == components.get(&member.target) && is_edge(shape, member)
    });
    on_cycle.collect()
}

fn is_inline(shape: &Shape<'_>) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// A level of the depth-first search: a shape, its targets, and the position in them.
struct Frame<'a> {
    node: &'a ShapeId,
    targets: Vec<&'a ShapeId>,
    next: usize,
}

/// Tarjan's strongly connected components, without recursion, because models may be deep. Shapes
/// that are on no cycle are not in the map.
fn components<'s>(
    shapes: &'s BTreeMap<ShapeId, Shape<'_>>,
    is_edge: &IsEdge<'_>,
) -> BTreeMap<&'s ShapeId, usize> {
    let mut search = Search {
        shapes,
        is_edge,
        index: BTreeMap::new(),
        low: BTreeMap::new(),
        stack: Vec::new(),
        on_stack: BTreeSet::new(),
        components: BTreeMap::new(),
    };
    for (id, _) in shapes.iter().filter(|(_, shape)| is_inline(shape)) {
        if !search.index.contains_key(id) {
            search.run(id);
        }
    }
    search.components
}

struct Search<'s, 'a, 'e> {
    shapes: &'s BTreeMap<ShapeId, Shape<'a>>,
    is_edge: &'e IsEdge<'e>,
    index: BTreeMap<&'s ShapeId, usize>,
    low: BTreeMap<&'s ShapeId, usize>,
    stack: Vec<&'s ShapeId>,
    on_stack: BTreeSet<&'s ShapeId>,
    components: BTreeMap<&'s ShapeId, usize>,
}

impl<'s> Search<'s, '_, '_> {
    fn run(&mut self, root: &'s ShapeId) {
        let mut frames = vec![self.enter(root)];
        while let Some(frame) = frames.last_mut() {
            let node = frame.node;
            let target = frame.targets.get(frame.next).copied();
            frame.next += 1;
            match target {
                Some(target) if !self.index.contains_key(target) => frames.push(self.enter(target)),
                Some(target) if self.on_stack.contains(target) => {
                    let reached = self.index.get(target).copied();
                    self.lower(node, reached);
                }
                Some(_) => {}
                None => {
                    self.leave(node);
                    frames.pop();
                    if let Some(parent) = frames.last() {
                        let reached = self.low.get(node).copied();
                        self.lower(parent.node, reached);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: &'s ShapeId) -> Frame<'s> {
        let index = self.index.len();
        self.index.insert(node, index);
        self.low.insert(node, index);
        self.stack.push(node);
        self.on_stack.insert(node);
        Frame { node, targets: self.targets(node), next: 0 }
    }

    fn lower(&mut self, node: &'s ShapeId, reached: Option<usize>) {
        if let (Some(low), Some(reached)) = (self.low.get_mut(node), reached) {
            *low = reached.min(*low);
        }
    }

    /// If a node is the first of its component, the component is on top of the stack.
    fn leave(&mut self, node: &'s ShapeId) {
        if self.low.get(node) != self.index.get(node) {
            return;
        }
        let start = self.stack.iter().rposition(|other| *other == node).unwrap_or_default();
        let component = self.stack.split_off(start);
        let is_cycle = component.len() > 1 || self.targets(node).contains(&node);
        let number = self.index.get(node).copied().unwrap_or_default();
        for member in component {
            self.on_stack.remove(member);
            if is_cycle {
                self.components.insert(member, number);
            }
        }
    }

    fn targets(&self, node: &ShapeId) -> Vec<&'s ShapeId> {
        let Some(shape) = self.shapes.get(node) else { return Vec::new() };
        let edges = shape.members().iter().filter(|member| (self.is_edge)(shape, member));
        let targets = edges.filter_map(|member| self.shapes.get_key_value(&member.target));
        targets.filter(|(_, shape)| is_inline(shape)).map(|(id, _)| id).collect()
    }
}
