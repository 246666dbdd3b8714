//! Suspends ureq's read timeout until a response begins, as a service may take long to respond.

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};
use ureq::{Error, Timeout};

/// Wraps connections in [`Patient`].
#[derive(Debug)]
pub(super) struct PatientConnector;

/// A connection without a read timeout until the first byte of each response.
#[derive(Debug)]
pub(super) struct Patient<T> {
    transport: T,
    /// Whether the response to the last request has begun.
    has_begun: bool,
    /// Whether ureq has just awaited `100 Continue`. A response that it finds instead stays in the buffer, and
    /// ureq awaits it once more.
    has_awaited_100: bool,
}

impl<In: Transport> Connector<In> for PatientConnector {
    type Out = Patient<In>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Patient<In>>, Error> {
        Ok(chained.map(|transport| Patient { transport, has_begun: false, has_awaited_100: false }))
    }
}

impl<T: Transport> Transport for Patient<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.has_begun = false;
        self.has_awaited_100 = false;
        self.transport.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let awaits_100 = timeout.reason == Timeout::Await100;
        let has_awaited_100 = std::mem::replace(&mut self.has_awaited_100, awaits_100);
        if has_awaited_100 && !awaits_100 && !self.transport.buffers().input().is_empty() {
            return Ok(true);
        }
        let per_read = if self.has_begun { timeout.per_read } else { None };
        let has_input = self.transport.await_input(NextTimeout { per_read, ..timeout })?;
        self.has_begun |= has_input;
        Ok(has_input)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}
