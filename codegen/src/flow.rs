//! The two ways in which shapes travel (<https://smithy.io/2.0/spec/model.html>): inputs flow to the
//! service; outputs and errors flow from it. A client writes the one and reads the other.

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Input,
    Output,
}

/// Something for each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flows<T> {
    pub(crate) input: T,
    pub(crate) output: T,
}

impl<T> Flows<T> {
    pub(crate) fn get_mut(&mut self, flow: Flow) -> &mut T {
        match flow {
            Flow::Input => &mut self.input,
            Flow::Output => &mut self.output,
        }
    }
}
