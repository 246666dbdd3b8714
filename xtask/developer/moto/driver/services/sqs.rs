//! Queues and messages: awsJson1_0 of a service that is compatible with awsQuery.

use anyhow::{Result, ensure};
use sqs::operation::create_queue::CreateQueueInput;
use sqs::operation::delete_message::DeleteMessageInput;
use sqs::operation::delete_queue::DeleteQueueInput;
use sqs::operation::get_queue_url::{GetQueueUrlError, GetQueueUrlInput};
use sqs::operation::list_queues::ListQueuesInput;
use sqs::operation::receive_message::ReceiveMessageInput;
use sqs::operation::send_message::{SendMessageError, SendMessageInput};
use sqs::types::{MessageAttributeValue, QueueAttributeName};

use super::clients::Sqs;
use crate::check::{given, paged, refused, same};

pub(crate) async fn run(client: Sqs) -> Result<()> {
    let mut urls = Vec::new();
    for name in ["first", "second", "third"] {
        let attributes = [(QueueAttributeName::VisibilityTimeout, "10".to_owned())];
        let input = CreateQueueInput::new(name).attributes(attributes);
        let url = given(wait!(client.create_queue(input))?.queue_url, "URL")?;
        ensure!(url.ends_with(&format!("/{name}")), "{url} is not that of {name}");
        let found = wait!(client.get_queue_url(GetQueueUrlInput::new(name)))?;
        same(&found.queue_url.as_ref(), &Some(&url))?;
        urls.push(url);
    }

    // Pages without the paginator, which is used below.
    let mut pages = Vec::new();
    let mut token = None;
    loop {
        let mut input = ListQueuesInput::new().max_results(1);
        input.next_token = token;
        let page = wait!(client.list_queues(input))?;
        pages.push(page.queue_urls.unwrap_or_default());
        token = page.next_token;
        if token.is_none() {
            break;
        }
    }
    paged(&pages, 3, &urls)?;
    let (mut again, mut count) =
        (client.list_queues_pages(ListQueuesInput::new().max_results(1)), 0);
    while let Some(page) = next!(again) {
        same(&page?.queue_urls.as_ref(), &pages.get(count))?;
        count += 1;
    }
    same(&count, &pages.len())?;
    messages(&client, &urls[1]).await?;

    for url in &urls {
        wait!(client.delete_queue(DeleteQueueInput::new(url)))?;
    }
    let gone = wait!(client.get_queue_url(GetQueueUrlInput::new("second")));
    // The service keeps the error codes of awsQuery.
    refused(gone, "AWS.SimpleQueueService.NonExistentQueue", |error| {
        matches!(error, GetQueueUrlError::QueueDoesNotExist(_))
    })?;
    let gone = wait!(client.send_message(SendMessageInput::new(&urls[1], "to nobody")));
    refused(gone, "AWS.SimpleQueueService.NonExistentQueue", |error| {
        matches!(error, SendMessageError::QueueDoesNotExist(_))
    })
}

/// Sends a message, receives it and deletes it.
async fn messages(client: &Sqs, queue: &str) -> Result<()> {
    let text = "<é & \"\\ \u{1f600}>";
    let attribute = MessageAttributeValue::new("Binary").binary_value(vec![0, 255]);
    let input = SendMessageInput::new(queue, text);
    let input = input.message_attributes([("bytes".to_owned(), attribute.clone())]);
    let sent = wait!(client.send_message(input))?;
    ensure!(sent.message_id.is_some(), "no id of the message");

    let input = ReceiveMessageInput::new(queue).message_attribute_names(["All".to_owned()]);
    let received = wait!(client.receive_message(input.max_number_of_messages(5)))?;
    let received = received.messages.unwrap_or_default();
    same(&received.len(), &1)?;
    let message = given(received.into_iter().next(), "message")?;
    same(&message.message_id, &sent.message_id)?;
    same(&message.body.as_deref(), &Some(text))?;
    let attributes = given(message.message_attributes, "attributes")?;
    same(&attributes.get("bytes"), &Some(&attribute))?;

    let handle = given(message.receipt_handle, "receipt handle")?;
    wait!(client.delete_message(DeleteMessageInput::new(queue, handle)))?;
    let left = wait!(client.receive_message(ReceiveMessageInput::new(queue)))?;
    same(&left.messages.unwrap_or_default().len(), &0)
}
