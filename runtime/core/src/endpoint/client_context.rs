//! The values of client context parameters, which the configuration of a client sets.

use std::collections::BTreeMap;

/// The values of the parameters of endpoint rules that the trait `clientContextParams` makes settings of
/// a client, by their names in the model
/// (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-clientcontextparams-trait>).
///
/// ```
/// use whitesmith_runtime::endpoint::ClientContext;
///
/// let mut context = ClientContext::default();
/// context.set("ForcePathStyle", true);
/// assert_eq!(context.flag("ForcePathStyle"), Some(true));
/// assert_eq!(context.flag("Accelerate"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientContext(BTreeMap<&'static str, ContextValue>);

/// The value of a client context parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContextValue {
    /// A parameter of the type `boolean`.
    Flag(bool),
    /// A parameter of the type `string`.
    Text(String),
    /// A parameter of the type `stringArray`.
    TextList(Vec<String>),
}

impl ClientContext {
    /// Sets a parameter.
    pub fn set(&mut self, name: &'static str, value: impl Into<ContextValue>) {
        self.0.insert(name, value.into());
    }

    /// Sets a parameter, unless it is set.
    pub fn set_default(&mut self, name: &'static str, value: impl Into<ContextValue>) {
        self.0.entry(name).or_insert_with(|| value.into());
    }

    /// Returns the value of a parameter of the type `boolean`, if it is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.0.get(name) {
            Some(ContextValue::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// Returns the value of a parameter of the type `string`, if it is set.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name) {
            Some(ContextValue::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// Returns the value of a parameter of the type `stringArray`, if it is set.
    #[must_use]
    pub fn text_list(&self, name: &str) -> Option<Vec<String>> {
        match self.0.get(name) {
            Some(ContextValue::TextList(texts)) => Some(texts.clone()),
            _ => None,
        }
    }
}

impl From<bool> for ContextValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<String> for ContextValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for ContextValue {
    fn from(texts: Vec<String>) -> Self {
        Self::TextList(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_its_type() {
        let mut context = ClientContext::default();
        context.set("Flag", false);
        context.set("Text", "a".to_owned());
        context.set("TextList", vec!["a".to_owned(), "b".to_owned()]);
        context.set("Text", "b".to_owned());
        context.set_default("Flag", true);
        context.set_default("Other", true);
        assert_eq!(context.flag("Flag"), Some(false));
        assert_eq!(context.text("Text").as_deref(), Some("b"));
        assert_eq!(context.text_list("TextList").map(|texts| texts.len()), Some(2));
        assert_eq!((context.flag("Text"), context.text("Flag")), (None, None));
        assert_eq!((context.flag("Other"), context.flag("Absent")), (Some(true), None));
        assert_eq!(context.text_list("Text"), None);
    }
}
