//! Tables and items: awsJson1_0 with a recursive union, blobs and checksums of responses.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use dynamodb::operation::create_table::CreateTableInput;
use dynamodb::operation::delete_item::DeleteItemInput;
use dynamodb::operation::delete_table::DeleteTableInput;
use dynamodb::operation::describe_table::{DescribeTableError, DescribeTableInput};
use dynamodb::operation::get_item::{GetItemError, GetItemInput};
use dynamodb::operation::list_tables::ListTablesInput;
use dynamodb::operation::put_item::{PutItemError, PutItemInput};
use dynamodb::operation::scan::ScanInput;
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType, TableStatus,
};

use whitesmith_runtime::WaiterError;

use super::clients::DynamoDb;
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached already.
const PATIENCE: Duration = Duration::from_secs(60);

type Item = BTreeMap<String, AttributeValue>;

pub(crate) async fn run(client: DynamoDb) -> Result<()> {
    let tables = ["first", "second", "third"].map(str::to_owned);
    for table in &tables {
        let attributes = [AttributeDefinition::new("id", ScalarAttributeType::S)];
        let keys = [KeySchemaElement::new("id", KeyType::Hash)];
        let input = CreateTableInput::new(attributes, table, keys);
        let input = input.billing_mode(BillingMode::PayPerRequest);
        let created = given(wait!(client.create_table(input))?.table_description, "table")?;
        same(&created.table_name.as_ref(), &Some(table))?;
        ensure!(created.creation_date_time.is_some(), "no time of creation");
    }
    let input = DescribeTableInput::new("second");
    let exists = wait!(client.wait_until_table_exists(input.clone(), PATIENCE))?;
    let found = exists.into_result()?;
    let active = Some(TableStatus::Active);
    same(&given(found.table, "table")?.table_status, &active)?;

    let mut pages = Vec::new();
    let mut listed = client.list_tables_pages(ListTablesInput::new().limit(1));
    while let Some(page) = next!(listed) {
        pages.push(page?.table_names.unwrap_or_default());
    }
    paged(&pages, 3, &tables)?;
    items(&client, "second").await?;
    // The table exists: there is a call at the beginning and one at the time limit.
    match wait!(client.wait_until_table_not_exists(input.clone(), Duration::from_millis(50))) {
        Err(WaiterError::ExceededMaxWait { attempts: 2, last }) => {
            same(&last.into_result()?.table.and_then(|table| table.table_status), &active)?;
        }
        other => bail!("the end of the time expected, not {other:?}"),
    }

    for table in tables {
        wait!(client.delete_table(DeleteTableInput::new(table)))?;
    }
    wait!(client.wait_until_table_not_exists(input.clone(), PATIENCE))?;
    let gone = wait!(client.describe_table(input));
    refused(gone, "ResourceNotFoundException", |error| {
        matches!(error, DescribeTableError::ResourceNotFoundException(_))
    })
}

/// An item with an attribute of each type.
fn item(id: &str) -> Item {
    let nested = AttributeValue::M(BTreeMap::from([("a".to_owned(), AttributeValue::Null(true))]));
    let values = [
        ("id", AttributeValue::S(id.to_owned())),
        ("text", AttributeValue::S("é \"\\\n\u{1f600}".to_owned())),
        ("number", AttributeValue::N("12.5".to_owned())),
        ("bytes", AttributeValue::B(vec![0, 255, 1].into())),
        ("flag", AttributeValue::Bool(false)),
        ("strings", AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])),
        ("list", AttributeValue::L(vec![nested, AttributeValue::L(Vec::new())])),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn key(id: &str) -> Item {
    Item::from([("id".to_owned(), AttributeValue::S(id.to_owned()))])
}

/// Writes, reads and deletes items of a table.
async fn items(client: &DynamoDb, table: &str) -> Result<()> {
    let ids = ["1", "2", "3"].map(str::to_owned);
    for id in &ids {
        wait!(client.put_item(PutItemInput::new(table, item(id))))?;
    }
    let found = wait!(client.get_item(GetItemInput::new(table, key("2")).consistent_read(true)))?;
    same(&given(found.item, "item")?, &item("2"))?;
    let once = PutItemInput::new(table, item("2")).condition_expression("attribute_not_exists(id)");
    refused(wait!(client.put_item(once)), "ConditionalCheckFailedException", |error| {
        matches!(error, PutItemError::ConditionalCheckFailedException(_))
    })?;

    let mut pages = Vec::new();
    let mut scanned = client.scan_pages(ScanInput::new(table).limit(2));
    while let Some(page) = next!(scanned) {
        let page = page?;
        let found = page.items.unwrap_or_default();
        same(&page.count, &i32::try_from(found.len())?)?;
        let id = |item: &Item| match item.get("id") {
            Some(AttributeValue::S(id)) => Some(id.clone()),
            _ => None,
        };
        pages.push(found.iter().filter_map(id).collect());
    }
    paged(&pages, 2, &ids)?;

    wait!(client.delete_item(DeleteItemInput::new(table, key("2"))))?;
    let gone = wait!(client.get_item(GetItemInput::new(table, key("2"))))?;
    ensure!(gone.item.is_none_or(|item| item.is_empty()), "the item is still there");
    let nowhere = wait!(client.get_item(GetItemInput::new("nowhere", key("2"))));
    refused(nowhere, "ResourceNotFoundException", |error| {
        matches!(error, GetItemError::ResourceNotFoundException(_))
    })
}
