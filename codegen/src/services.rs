//! Lists the services of a model with the names by which people know them.

use crate::Source;
use crate::error::{Diagnostics, Error};
use crate::model::Model;
use crate::model::shape::ShapeKind;
use crate::model::shape_id::ShapeId;
use crate::model::sources::Sources;

/// A service of a model, with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSummary {
    /// The absolute shape id.
    pub id: String,
    /// The version of the service, which for services of AWS is a date; empty if it has none.
    pub version: String,
    /// `sdkId` of the trait `aws.api#service`, such as `Route 53`.
    pub sdk_id: Option<String>,
    /// `endpointPrefix` of the trait, such as `api.ecr`.
    pub endpoint_prefix: Option<String>,
    /// `arnNamespace` of the trait, such as `elasticloadbalancing`.
    pub arn_namespace: Option<String>,
}

/// Lists the services of a model in the order of their ids. Shapes that are not services are not parsed.
///
/// # Errors
///
/// All problems of the texts as a whole, and all conflicts between them.
pub fn services(sources: &[Source<'_>]) -> Result<Vec<ServiceSummary>, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let summary = |id: &str| {
        let shape = model.shape(&ShapeId::parse(id)?, &mut Diagnostics::default())?;
        let ShapeKind::Service(service) = shape.kind else { return None };
        let aws = shape.traits.aws_service;
        let (sdk_id, endpoint_prefix, arn_namespace) = match aws {
            Some(aws) => (Some(aws.sdk_id), aws.endpoint_prefix, aws.arn_namespace),
            None => (None, None, None),
        };
        let (id, version) = (id.to_owned(), service.version);
        Some(ServiceSummary { id, version, sdk_id, endpoint_prefix, arn_namespace })
    };
    Ok(model.service_ids().into_iter().filter_map(summary).collect())
}
