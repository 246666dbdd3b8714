//! A request that is signed with the wrong key. The server responds with an error that is not in
//! the format of the protocol.

use anyhow::{Context as _, Result, bail};
use sqs::operation::list_queues::{ListQueuesError, ListQueuesInput};
use whitesmith_aws::{Config, Credentials};
use whitesmith_client::CallError;

use super::clients::Sqs;
use crate::check::same;

pub(crate) async fn run(config: Config) -> Result<()> {
    let id = std::env::var("AWS_ACCESS_KEY_ID").context("AWS_ACCESS_KEY_ID is not set")?;
    let client = Sqs::new(config.credentials(Credentials::new(id, "another secret")));
    match wait!(client.list_queues(ListQueuesInput::new())) {
        Err(CallError::Service(ListQueuesError::Unhandled(error))) => same(&error.status(), &403),
        other => bail!("an error that no model knows expected, not {other:?}"),
    }
}
