//! A field of a structure that takes a deserialized value.

/// A field that takes a value of type `T`: the value itself or an `Option` of it, in a `Box` or not.
///
/// ```
/// use whitesmith_runtime::codec::Slot;
///
/// let (mut required, mut optional) = (0_i32, Some(7_i32));
/// required.put(Some(1));
/// required.put(None::<i32>);
/// optional.put(None::<i32>);
/// assert_eq!((required, optional), (1, None));
/// ```
pub trait Slot<T> {
    /// Stores what the message says. For null (`None`), an optional field becomes `None` and any other
    /// field keeps its value.
    fn put(&mut self, value: Option<T>);
}

impl<T> Slot<T> for T {
    fn put(&mut self, value: Option<T>) {
        if let Some(value) = value {
            *self = value;
        }
    }
}

impl<T> Slot<T> for Option<T> {
    fn put(&mut self, value: Option<T>) {
        *self = value;
    }
}

impl<T> Slot<T> for Box<T> {
    fn put(&mut self, value: Option<T>) {
        if let Some(value) = value {
            **self = value;
        }
    }
}

impl<T> Slot<T> for Option<Box<T>> {
    fn put(&mut self, value: Option<T>) {
        *self = value.map(Box::new);
    }
}
