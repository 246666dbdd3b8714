//! Lowers the ARN template of a resource to a pattern for policies
//! (<https://smithy.io/2.0/aws/aws-core.html#aws-api-arn-trait>).

use super::in_trait;
use crate::error::{Diagnostic, did_you_mean};
use crate::ir::{Arn, ArnPart};
use crate::model::http_tests::Unparsed;
use crate::model::traits::iam;
use crate::projection::Resource;

/// The name of the trait, for messages.
const ARN: &str = "arn";

/// The pattern for the ARNs of a resource; `None` if it has none.
pub(super) fn of_resource(
    resource: &Resource<'_>,
    namespace: &str,
) -> Result<Option<Arn>, Diagnostic> {
    let shape = &resource.shape;
    let Some(value) = shape.traits.iam.arn else { return Ok(None) };
    let placed = |problem: Diagnostic| problem.shape(&shape.id).at(value.offset);
    let parsed = Unparsed::object::<iam::Arn>(value);
    let parsed = parsed.map_err(|problem| in_trait(shape, ARN, &problem))?;
    let resource_part = template(resource, &parsed.template).map_err(placed)?;
    if parsed.absolute {
        return Ok(Some(Arn(resource_part)));
    }
    let text = |text: &str| ArnPart::Text(text.to_owned());
    let unless = |without: bool, part| if without { text("") } else { part };
    let mut parts = vec![text("arn:"), ArnPart::Partition, text(&format!(":{namespace}:"))];
    parts.extend([unless(parsed.no_region, ArnPart::Region), text(":")]);
    parts.extend([unless(parsed.no_account, ArnPart::Account), text(":")]);
    parts.extend(resource_part);
    Ok(Some(Arn(parts)))
}

fn invalid(message: &str) -> Diagnostic {
    Diagnostic::new(format!("invalid value of the trait `{ARN}`: {message}"))
}

/// The parts of a template. Labels stand for any value of an identifier.
fn template(resource: &Resource<'_>, template: &str) -> Result<Vec<ArnPart>, Diagnostic> {
    let fail = |message: &str, help: &str| Err(invalid(message).help(help));
    if template.is_empty() {
        return fail(
            "`template` is empty",
            "write the resource part of the ARN, such as `kind/{Identifier}`",
        );
    }
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, after)) = after.split_once('}') else {
            return fail("`template` has a `{` without `}`", "close the label");
        };
        parts.extend([ArnPart::Text(before.to_owned()), part(resource, label)?]);
        rest = after;
    }
    parts.push(ArnPart::Text(rest.to_owned()));
    let is_special = |c: char| c.is_control() || "*?$\"\\}".contains(c);
    let is_wrong = |part: &ArnPart| match part {
        ArnPart::Text(text) => text.contains(is_special),
        ArnPart::Partition | ArnPart::Region | ArnPart::Account | ArnPart::Any => false,
    };
    if parts.iter().any(is_wrong) {
        return fail(
            "`template` has a character that has another meaning in policies",
            "remove control characters, `*`, `?`, `$`, quotes, `\\` and `}` without `{`",
        );
    }
    parts.retain(|part| *part != ArnPart::Text(String::new()));
    Ok(parts)
}

/// What a label stands for: an identifier of the resource, or in an absolute template a part of AWS.
fn part(resource: &Resource<'_>, label: &str) -> Result<ArnPart, Diagnostic> {
    match label {
        "AWS::Partition" => return Ok(ArnPart::Partition),
        "AWS::Region" => return Ok(ArnPart::Region),
        "AWS::AccountId" => return Ok(ArnPart::Account),
        _ => {}
    }
    let identifiers = resource.identifiers();
    if identifiers.iter().any(|identifier| identifier == label) {
        return Ok(ArnPart::Any);
    }
    let message = format!("the resource has no identifier `{}`", label.escape_debug());
    let help = did_you_mean(
        label,
        identifiers.iter().map(String::as_str),
        "name an identifier of the resource",
    );
    Err(invalid(&message).help(help))
}
