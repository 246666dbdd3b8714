//! Queues and messages in the protocol that the service had first: awsQuery with flattened lists and maps.

use anyhow::{Result, ensure};
use sqs_query::operation::create_queue::CreateQueueInput;
use sqs_query::operation::delete_message_batch::DeleteMessageBatchInput;
use sqs_query::operation::delete_queue::DeleteQueueInput;
use sqs_query::operation::get_queue_attributes::GetQueueAttributesInput;
use sqs_query::operation::get_queue_url::{GetQueueUrlError, GetQueueUrlInput};
use sqs_query::operation::list_queues::ListQueuesInput;
use sqs_query::operation::receive_message::ReceiveMessageInput;
use sqs_query::operation::send_message_batch::SendMessageBatchInput;
use sqs_query::types::{
    DeleteMessageBatchRequestEntry, MessageAttributeValue, QueueAttributeName,
    SendMessageBatchRequestEntry,
};

use super::clients::SqsQuery;
use crate::check::{given, refused, same};

pub(crate) async fn run(client: SqsQuery) -> Result<()> {
    let attributes = [
        (QueueAttributeName::VisibilityTimeout, "10".to_owned()),
        (QueueAttributeName::DelaySeconds, "0".to_owned()),
    ];
    let input = CreateQueueInput::new("old").attributes(attributes);
    let input = input.tags([("a b".to_owned(), "c & d".to_owned())]);
    let url = given(wait!(client.create_queue(input))?.queue_url, "URL")?;
    let listed = wait!(client.list_queues(ListQueuesInput::new().queue_name_prefix("ol")))?;
    same(&listed.queue_urls, &Some(vec![url.clone()]))?;
    let input = GetQueueAttributesInput::new(&url);
    let found = wait!(
        client.get_queue_attributes(input.attribute_names([QueueAttributeName::VisibilityTimeout]))
    )?;
    let found = given(found.attributes, "attributes")?;
    same(&found.get(&QueueAttributeName::VisibilityTimeout).map(String::as_str), &Some("10"))?;
    messages(&client, &url).await?;

    wait!(client.delete_queue(DeleteQueueInput::new(&url)))?;
    let gone = wait!(client.get_queue_url(GetQueueUrlInput::new("old")));
    refused(gone, "AWS.SimpleQueueService.NonExistentQueue", |error| {
        matches!(error, GetQueueUrlError::QueueDoesNotExist(_))
    })
}

/// Sends messages, receives them and deletes them.
async fn messages(client: &SqsQuery, queue: &str) -> Result<()> {
    let text = "<é & \"\\ \u{1f600}>";
    let attribute = MessageAttributeValue::new("Binary").binary_value(vec![0, 255]);
    let entry = |id: &str| {
        let entry = SendMessageBatchRequestEntry::new(id, format!("{text} {id}"));
        entry.message_attributes([("bytes".to_owned(), attribute.clone())])
    };
    let input = SendMessageBatchInput::new(queue, [entry("a"), entry("b")]);
    let sent = wait!(client.send_message_batch(input))?;
    same(&(sent.successful.len(), sent.failed.len()), &(2, 0))?;

    let input = ReceiveMessageInput::new(queue).message_attribute_names(["All".to_owned()]);
    let received = wait!(client.receive_message(input.max_number_of_messages(5)))?;
    let received = received.messages.unwrap_or_default();
    same(&received.len(), &2)?;
    let mut entries = Vec::new();
    for (index, message) in received.into_iter().enumerate() {
        let body = given(message.body, "body")?;
        ensure!(body.starts_with(text), "the message is {body:?}");
        let attributes = given(message.message_attributes, "attributes")?;
        same(&attributes.get("bytes"), &Some(&attribute))?;
        let handle = given(message.receipt_handle, "receipt handle")?;
        entries.push(DeleteMessageBatchRequestEntry::new(index.to_string(), handle));
    }
    let deleted = wait!(client.delete_message_batch(DeleteMessageBatchInput::new(queue, entries)))?;
    same(&(deleted.successful.len(), deleted.failed.len()), &(2, 0))?;
    let left = wait!(client.receive_message(ReceiveMessageInput::new(queue)))?;
    same(&left.messages.unwrap_or_default().len(), &0)
}
