//! Defines the two directions in which shapes flow (<https://smithy.io/2.0/spec/model.html>):
//! inputs to the service, outputs and errors from the service. A client writes the former and reads
//! the latter.

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Input,
    Output,
}

/// A value for each direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flows<T> {
    pub(crate) input: T,
    pub(crate) output: T,
}

impl<T: Copy> Flows<T> {
    /// The same value for both directions.
    pub(crate) const fn both(value: T) -> Self {
        Self { input: value, output: value }
    }
}

impl<T> Flows<T> {
    pub(crate) fn get(&self, flow: Flow) -> &T {
        match flow {
            Flow::Input => &self.input,
            Flow::Output => &self.output,
        }
    }

    pub(crate) fn get_mut(&mut self, flow: Flow) -> &mut T {
        match flow {
            Flow::Input => &mut self.input,
            Flow::Output => &mut self.output,
        }
    }
}
