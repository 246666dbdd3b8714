//! Fakes for tests: see the module of the same name in `whitesmith-client`.

#[path = "../../client/src/testing.rs"]
mod shared;

pub(crate) use shared::*;

use whitesmith_client::{
    BoxFuture, Clock, Context, Environment, Sleep, Transport, TransportError, TransportErrorKind,
};
use whitesmith_runtime::internal::block_on;

use crate::followed::{Places, Retries};

impl Machine {
    /// Sets the region of the client.
    pub(crate) fn region(mut self, region: &str) -> Self {
        self.places(|places| places.region = Some(region.to_owned()));
        self
    }

    pub(crate) fn places(&mut self, change: impl FnOnce(&mut Places)) {
        let mut places = Places::of(&self.context).clone();
        change(&mut places);
        self.context.extensions.insert(places);
    }

    pub(crate) fn retries(&mut self, change: impl FnOnce(&mut Retries)) {
        let mut retries = Retries::of(&self.context);
        change(&mut retries);
        self.context.extensions.insert(retries);
    }

    /// Returns what a credentials provider returns, with its error as text.
    pub(crate) fn ask(
        &self,
        source: &dyn crate::ProvideCredentials,
    ) -> Result<crate::Credentials, String> {
        block_on(source.provide(&self.context)).map_err(|error| error.to_string())
    }
}
