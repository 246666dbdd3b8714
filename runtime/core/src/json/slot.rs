//! A field of a structure that a value from the wire goes into.

/// Where [`Reader::set`](super::Reader::set) puts a value: a field, or an optional one, boxed or
/// not.
pub trait Slot<T> {
    /// Takes what the wire says. For null (`None`), an optional field becomes `None` and any other
    /// stays what it was.
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
