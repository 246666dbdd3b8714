//! Hosted zones and their records: restXml, with ids that the service returns with a prefix.

use std::time::Duration;

use anyhow::{Result, ensure};
use route_53::operation::change_resource_record_sets::ChangeResourceRecordSetsInput;
use route_53::operation::change_tags_for_resource::ChangeTagsForResourceInput;
use route_53::operation::create_hosted_zone::CreateHostedZoneInput;
use route_53::operation::delete_hosted_zone::DeleteHostedZoneInput;
use route_53::operation::get_change::GetChangeInput;
use route_53::operation::get_hosted_zone::{GetHostedZoneError, GetHostedZoneInput};
use route_53::operation::list_hosted_zones::ListHostedZonesInput;
use route_53::operation::list_resource_record_sets::ListResourceRecordSetsInput;
use route_53::operation::list_tags_for_resource::ListTagsForResourceInput;
use route_53::types::{
    Change, ChangeAction, ChangeBatch, HostedZone, HostedZoneConfig, ResourceRecord,
    ResourceRecordSet, RrType, Tag, TagResourceType,
};

use super::KIND;
use super::clients::Route53;
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn run(client: Route53) -> Result<()> {
    let mut ids = Vec::new();
    for name in ["first", "second"] {
        let config = HostedZoneConfig::new().comment("a <comment> & more").private_zone(false);
        let input = CreateHostedZoneInput::new(format!("{name}.{KIND}.example"), KIND);
        let created = wait!(client.create_hosted_zone(input.hosted_zone_config(config.clone())))?;
        same(&created.hosted_zone.name, &format!("{name}.{KIND}.example."))?;
        same(&created.hosted_zone.config, &Some(config))?;
        ensure!(!created.delegation_set.name_servers.is_empty(), "no name servers");
        ensure!(created.location.ends_with(&created.hosted_zone.id), "{:?}", created.location);
        ids.push(created.hosted_zone.id);
    }
    ids.sort();
    // The service has prefixes that its paths do not have.
    let id = &ids[0];
    let bare = given(id.strip_prefix("/hostedzone/"), "prefix")?;
    let zone = wait!(client.get_hosted_zone(GetHostedZoneInput::new(id)))?.hosted_zone;
    same(&wait!(client.get_hosted_zone(GetHostedZoneInput::new(bare)))?.hosted_zone, &zone)?;
    let mut pages = Vec::new();
    let mut listed = client.list_hosted_zones_pages(ListHostedZonesInput::new().max_items(1));
    while let Some(page) = next!(listed) {
        pages.push(page?.hosted_zones.into_iter().map(|zone| zone.id).collect::<Vec<_>>());
    }
    paged(&pages, 2, &ids)?;
    records(&client, &zone).await?;
    tags(&client, bare).await?;

    for id in &ids {
        wait!(client.delete_hosted_zone(DeleteHostedZoneInput::new(id)))?;
    }
    let gone = wait!(client.get_hosted_zone(GetHostedZoneInput::new(id)));
    refused(gone, "NoSuchHostedZone", |error| {
        matches!(error, GetHostedZoneError::NoSuchHostedZone(_))
    })
}

/// Adds records of a zone, lists and removes them.
async fn records(client: &Route53, zone: &HostedZone) -> Result<()> {
    let sets = ["a", "b"].map(|name| {
        let set = ResourceRecordSet::new(format!("{name}.{}", zone.name), RrType::Txt);
        set.ttl(60).resource_records([
            ResourceRecord::new("\"1 & <2>\""),
            ResourceRecord::new(format!("\"{name}\"")),
        ])
    });
    let batch = |action: ChangeAction| {
        let changes = sets.iter().map(|set| Change::new(action.clone(), set.clone()));
        let batch = ChangeBatch::new(changes.collect::<Vec<_>>()).comment("a comment");
        ChangeResourceRecordSetsInput::new(&zone.id, batch)
    };
    let changed = wait!(client.change_resource_record_sets(batch(ChangeAction::Create)))?;
    let change = changed.change_info;
    ensure!(change.submitted_at.secs() > 1_700_000_000, "submitted at {}", change.submitted_at);
    ensure!(change.id.starts_with("/change/"), "the change is {}", change.id);
    let input = GetChangeInput::new(&change.id);
    wait!(client.wait_until_resource_record_sets_changed(input, PATIENCE))?.into_result()?;

    let input = ListResourceRecordSetsInput::new(&zone.id).max_items(10);
    let found = wait!(client.list_resource_record_sets(input))?.resource_record_sets;
    let ours: Vec<_> = found.into_iter().filter(|set| set.r#type == RrType::Txt).collect();
    same(&ours, &sets.to_vec())?;
    wait!(client.change_resource_record_sets(batch(ChangeAction::Delete)))?;
    Ok(())
}

/// Adds tags to a zone and reads them.
async fn tags(client: &Route53, zone: &str) -> Result<()> {
    let added = vec![Tag::new().key("a b").value("c & <d>")];
    let input = ChangeTagsForResourceInput::new(TagResourceType::Hostedzone, zone);
    wait!(client.change_tags_for_resource(input.add_tags(added.clone())))?;
    let input = ListTagsForResourceInput::new(TagResourceType::Hostedzone, zone);
    let found = wait!(client.list_tags_for_resource(input))?.resource_tag_set;
    same(&found.tags, &Some(added))
}
