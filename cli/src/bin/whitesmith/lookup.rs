//! Finds a service by one of its names.

use std::path::Path;

use anyhow::{Result, bail};
use whitesmith_build::report::counted;

use crate::catalog::Found;
use crate::version;

/// The number of services that a message lists.
const LISTED: usize = 8;

/// Finds a service by its shape id; else by its `sdkId`, its shape name or the name of its file; else by its
/// endpoint prefix or ARN namespace, which several services may share. Upper and lower case, spaces and
/// hyphens do not matter. Of several versions of a service, the newest is found.
///
/// # Errors
///
/// No service has the name, or several have.
pub(crate) fn find<'f>(services: &'f [Found], wanted: &str, folder: &Path) -> Result<&'f Found> {
    for names in [ids, own_names, shared_names] {
        let is_named =
            |found: &&Found| names(found).iter().any(|name| plain(name) == plain(wanted));
        let found = newest(services.iter().filter(is_named).collect());
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only),
            several => return Err(ambiguous(several, wanted)),
        }
    }
    Err(unknown(services, wanted, folder))
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    let significant = |c: &char| !matches!(c, ' ' | '-' | '_');
    name.chars().filter(significant).flat_map(char::to_lowercase).collect()
}

fn ids(found: &Found) -> Vec<String> {
    vec![found.service.id.clone()]
}

fn own_names(found: &Found) -> Vec<String> {
    let shape = found.service.id.split_once('#').map(|(_, name)| name.to_owned());
    found.service.sdk_id.iter().cloned().chain(shape).chain([found.stem()]).collect()
}

fn shared_names(found: &Found) -> Vec<String> {
    let service = &found.service;
    service.endpoint_prefix.iter().chain(&service.arn_namespace).cloned().collect()
}

/// Without older versions of the same service: the services are in the order of ids, the newest first.
fn newest(mut services: Vec<&Found>) -> Vec<&Found> {
    let is_older = |later: &mut &Found, first: &mut &Found| {
        let (later, first) = (&later.service, &first.service);
        later.id == first.id && version::compare(&later.version, &first.version).is_lt()
    };
    services.dedup_by(is_older);
    services
}

fn ambiguous(services: &[&Found], wanted: &str) -> anyhow::Error {
    let ids: Vec<&str> = services.iter().map(|found| found.service.id.as_str()).collect();
    let is_one_service = ids.iter().all(|id| Some(id) == ids.first());
    let help = if is_one_service {
        "name a smaller folder with --models, or remove all files but one"
    } else {
        "name one of them by its shape id"
    };
    let line = |found: &&Found| format!("\n    {} in {}", found.service.id, found.path.display());
    let lines: String = services.iter().take(LISTED).map(line).collect();
    let more = match services.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("\n    and {more} more"),
    };
    let count = services.len();
    let text = format!("{count} models have the name `{wanted}`\n  help: {help}:{lines}{more}");
    anyhow::Error::msg(text)
}

fn unknown(services: &[Found], wanted: &str, folder: &Path) -> anyhow::Error {
    // The name that people know: `sdkId`, else the shape name.
    let mut known: Vec<String> =
        services.iter().filter_map(|found| own_names(found).into_iter().next()).collect();
    known.sort();
    known.dedup();
    let wanted_plain = plain(wanted);
    let score = |name: &String| strsim::jaro_winkler(&wanted_plain, &plain(name));
    let mut near: Vec<(f64, &String)> = known.iter().map(|name| (score(name), name)).collect();
    near.retain(|(score, _)| *score > 0.75);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near: Vec<String> = near.iter().take(3).map(|(_, name)| format!("`{name}`")).collect();
    let help = match near.as_slice() {
        [] => {
            let some: Vec<String> = known.iter().take(3).map(|name| format!("`{name}`")).collect();
            format!(
                "the folder has {}, such as {}",
                counted(known.len(), "service"),
                some.join(", ")
            )
        }
        [one] => format!("did you mean {one}?"),
        [first @ .., last] => format!("did you mean {} or {last}?", first.join(", ")),
    };
    let folder = folder.display();
    anyhow::Error::msg(format!("{folder} has no model of the service `{wanted}`\n  help: {help}"))
}

/// Finds the newest model of the service with a shape id.
///
/// # Errors
///
/// Several files define the same version of the service.
pub(crate) fn by_id<'f>(services: &'f [Found], id: &str) -> Result<Option<&'f Found>> {
    let found = newest(services.iter().filter(|found| found.service.id == id).collect());
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        several => bail!(ambiguous(several, id)),
    }
}

#[cfg(test)]
mod tests {
    use whitesmith::ServiceSummary;

    use super::*;

    fn found(file: &str, id: &str, version: &str, names: [&str; 3]) -> Found {
        let [sdk_id, endpoint_prefix, arn_namespace] = names.map(|name| Some(name.to_owned()));
        let (id, version) = (id.to_owned(), version.to_owned());
        let service = ServiceSummary { id, version, sdk_id, endpoint_prefix, arn_namespace };
        Found { service, path: file.into() }
    }

    fn services() -> Vec<Found> {
        vec![
            found(
                "a/chime-2018-05-01.json",
                "c.chime#UCBuzz",
                "2018-05-01",
                ["Chime", "chime", "chime"],
            ),
            found("docdb.json", "c.docdb#AmazonRDSv19", "2014", ["DocDB", "rds", "rds"]),
            found(
                "ident.json",
                "c.ident#ChimeIdentity",
                "2",
                ["Chime SDK Identity", "identity-chime", "chime"],
            ),
            found(
                "ident-old.json",
                "c.ident#ChimeIdentity",
                "1",
                ["Chime SDK Identity", "identity-chime", "chime"],
            ),
            found("neptune.json", "c.neptune#AmazonRDSv19", "2014", ["Neptune", "rds", "rds"]),
        ]
    }

    fn looked_up(wanted: &str) -> String {
        match find(&services(), wanted, Path::new("DIR")) {
            Ok(found) => found.path.display().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn names() {
        for (wanted, expected) in [
            ("c.chime#ucbuzz", "a/chime-2018-05-01.json"),
            ("CHIME", "a/chime-2018-05-01.json"),
            ("ucbuzz", "a/chime-2018-05-01.json"),
            ("chime-sdk-identity", "ident.json"),
            ("identity-chime", "ident.json"),
            ("neptune", "neptune.json"),
        ] {
            assert_eq!(looked_up(wanted), expected, "{wanted}");
        }
    }

    #[test]
    fn several_or_none() {
        insta::assert_snapshot!(looked_up("rds"), @"
        2 models have the name `rds`
          help: name one of them by its shape id:
            c.docdb#AmazonRDSv19 in docdb.json
            c.neptune#AmazonRDSv19 in neptune.json
        ");
        insta::assert_snapshot!(looked_up("chim"), @"
        DIR has no model of the service `chim`
          help: did you mean `Chime` or `Chime SDK Identity`?
        ");
        insta::assert_snapshot!(looked_up("xyz"), @"
        DIR has no model of the service `xyz`
          help: the folder has 4 services, such as `Chime`, `Chime SDK Identity`, `DocDB`
        ");
    }
}
