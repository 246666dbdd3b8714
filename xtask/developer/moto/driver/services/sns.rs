//! Topics and messages: awsQuery with maps in both directions.

use anyhow::{Result, ensure};
use sns::operation::create_topic::CreateTopicInput;
use sns::operation::delete_topic::DeleteTopicInput;
use sns::operation::get_topic_attributes::{GetTopicAttributesError, GetTopicAttributesInput};
use sns::operation::list_subscriptions_by_topic::ListSubscriptionsByTopicInput;
use sns::operation::list_tags_for_resource::ListTagsForResourceInput;
use sns::operation::list_topics::ListTopicsInput;
use sns::operation::publish::PublishInput;
use sns::operation::publish_batch::PublishBatchInput;
use sns::operation::subscribe::SubscribeInput;
use sns::types::{MessageAttributeValue, PublishBatchRequestEntry, Tag};

use super::clients::Sns;
use crate::check::{given, paged, refused, same};

pub(crate) async fn run(client: Sns) -> Result<()> {
    let mut arns = Vec::new();
    for name in ["first", "second"] {
        let attributes = [("DisplayName".to_owned(), "news & <more>".to_owned())];
        let input = CreateTopicInput::new(name).attributes(attributes);
        let created = wait!(client.create_topic(input.tags([Tag::new("name", name)])))?;
        arns.push(given(created.topic_arn, "ARN")?);
    }
    let mut pages = Vec::new();
    let mut listed = client.list_topics_pages(ListTopicsInput::new());
    while let Some(page) = next!(listed) {
        let topics = page?.topics.unwrap_or_default();
        pages.push(topics.into_iter().filter_map(|topic| topic.topic_arn).collect::<Vec<_>>());
    }
    paged(&pages, 1, &arns)?;

    let topic = &arns[0];
    let found = wait!(client.get_topic_attributes(GetTopicAttributesInput::new(topic)))?;
    let attributes = given(found.attributes, "attributes")?;
    same(&attributes.get("DisplayName").map(String::as_str), &Some("news & <more>"))?;
    let tags = wait!(client.list_tags_for_resource(ListTagsForResourceInput::new(topic)))?;
    same(&tags.tags, &Some(vec![Tag::new("name", "first")]))?;
    let input = SubscribeInput::new(topic, "email").endpoint("a+b@example.com");
    let arn = wait!(client.subscribe(input.return_subscription_arn(true)))?.subscription_arn;
    let input = ListSubscriptionsByTopicInput::new(topic);
    let listed =
        wait!(client.list_subscriptions_by_topic(input))?.subscriptions.unwrap_or_default();
    same(&listed.len(), &1)?;
    same(&listed[0].endpoint.as_deref(), &Some("a+b@example.com"))?;
    same(&listed[0].subscription_arn, &arn)?;
    messages(&client, topic).await?;

    for arn in &arns {
        wait!(client.delete_topic(DeleteTopicInput::new(arn)))?;
    }
    let gone = wait!(client.get_topic_attributes(GetTopicAttributesInput::new(topic)));
    refused(gone, "NotFound", |error| {
        matches!(error, GetTopicAttributesError::NotFoundException(_))
    })
}

/// Publishes a message with attributes, and several messages at once.
async fn messages(client: &Sns, topic: &str) -> Result<()> {
    let text = MessageAttributeValue::new("String").string_value("a = b");
    let bytes = MessageAttributeValue::new("Binary").binary_value(vec![0, 255]);
    let attributes = [("text".to_owned(), text), ("bytes".to_owned(), bytes)];
    let input =
        PublishInput::new("é & \u{1f600}\n").topic_arn(topic).message_attributes(attributes);
    ensure!(wait!(client.publish(input))?.message_id.is_some(), "no id of the message");

    let entry = |id: &str| PublishBatchRequestEntry::new(id, format!("message {id}"));
    let input = PublishBatchInput::new(topic, [entry("a"), entry("b")]);
    let sent = wait!(client.publish_batch(input))?;
    let mut ids: Vec<_> =
        sent.successful.unwrap_or_default().into_iter().filter_map(|entry| entry.id).collect();
    ids.sort();
    same(&ids, &vec!["a".to_owned(), "b".to_owned()])?;
    same(&sent.failed.unwrap_or_default().len(), &0)
}
