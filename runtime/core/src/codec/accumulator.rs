//! A field of a structure that accumulates the elements of a flattened list or map.

/// A field that accumulates a collection `C`, whose elements are deserialized one by one: the collection
/// itself or an `Option` of it, in a `Box` or not.
///
/// ```
/// use whitesmith_runtime::codec::Accumulator;
///
/// fn add(field: &mut impl Accumulator<Vec<i32>>, element: i32) {
///     field.collection().push(element);
/// }
///
/// let (mut required, mut optional) = (vec![1], None);
/// add(&mut required, 2);
/// add(&mut optional, 3);
/// assert_eq!((required, optional), (vec![1, 2], Some(vec![3])));
/// ```
pub trait Accumulator<C> {
    /// Returns the collection, which is created empty if there is none.
    fn collection(&mut self) -> &mut C;
}

impl<C> Accumulator<C> for C {
    fn collection(&mut self) -> &mut C {
        self
    }
}

impl<C: Default> Accumulator<C> for Option<C> {
    fn collection(&mut self) -> &mut C {
        self.get_or_insert_default()
    }
}

impl<C> Accumulator<C> for Box<C> {
    fn collection(&mut self) -> &mut C {
        self
    }
}

impl<C: Default> Accumulator<C> for Option<Box<C>> {
    fn collection(&mut self) -> &mut C {
        self.get_or_insert_default()
    }
}
