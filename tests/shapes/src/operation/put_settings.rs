// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutSettings`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `PutSettings`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutSettingsInput {
    pub settings: Option<types::Settings>,
    pub top: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutSettingsInput {
        settings: types::Settings,
        top: Into<String>,
    }
}

impl Operation for PutSettingsInput {
    type Output = PutSettingsOutput;
    type Error = PutSettingsError;
    type Service = Service;
    const NAME: &'static str = "PutSettings";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/settings");
        request.json(|body| {
            body.field("settings", &self.settings, types::Settings::write_json);
            body.field("top", &self.top, Writer::string);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutSettingsOutput {
        let mut output = PutSettingsOutput::new();
        response.json(|r, key| match key {
            "settings" => r.set(&mut output.settings, types::Settings::read_json),
            "top" => r.set(&mut output.top, Reader::string),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutSettings`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PutSettingsOutput {
    pub settings: Option<types::Settings>,
    pub top: String,
}

impl Default for PutSettingsOutput {
    fn default() -> Self {
        Self {
            settings: None,
            top: "top".to_owned(),
        }
    }
}

whitesmith_runtime::setters! {
    #[new]
    struct PutSettingsOutput {
        settings: types::Settings,
        top: Into<String>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutSettings` returns.
    pub enum PutSettingsError {}
}
