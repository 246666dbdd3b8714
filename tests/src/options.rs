//! The options that change what is emitted, a case each, over the model `shop` of `fixtures/options`.

use whitesmith::{Config, DependencyValue, SerdeNames};

use crate::{Fixture, fixture};

/// A crate with options.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of the case, and of its crate.
    pub name: &'static str,
    /// The options.
    pub config: Config,
}

/// The model.
///
/// # Panics
///
/// When there is no such fixture.
#[must_use]
pub fn shop() -> Fixture {
    fixture("fixtures/options", "shop")
}

fn pairs<K: From<String>, V: From<String>, C: FromIterator<(K, V)>>(pairs: &[(&str, &str)]) -> C {
    pairs.iter().map(|(key, value)| (key.to_string().into(), value.to_string().into())).collect()
}

/// The cases. The crate of the case `extern_paths` depends on that of `shop_types`.
#[must_use]
#[allow(clippy::too_many_lines, reason = "a table")]
pub fn cases() -> Vec<Case> {
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let path = |name: &str| {
        let features = DependencyValue::List(vec!["serde".to_owned()]);
        let path = DependencyValue::Text(format!("../{name}"));
        vec![("path".to_owned(), path), ("features".to_owned(), features)]
    };
    let cases = [
        (
            "type_attributes",
            Config {
                type_attributes: pairs(&[
                    ("*", "#[derive(Clone, Debug)]"),
                    ("Price", "#[derive(Eq, Hash)]"),
                    ("fixture#Payment", "#[cfg_attr(feature = \"ordered\", derive(PartialOrd))]"),
                    ("fixture#Card", "#[cfg_attr(feature = \"ordered\", derive(PartialOrd))]"),
                    ("enum", "#[derive(Hash)] #[allow(clippy::doc_markdown)]"),
                    ("GetStockInput", "#[derive(Eq, Hash)]"),
                ]),
                features: [("ordered".to_owned(), Vec::new())].into(),
                ..Config::default()
            },
        ),
        (
            "shop_types",
            Config {
                types: texts(&["Order", "fixture#NoSuchOrder", "intEnum"]),
                serde: Some(SerdeNames::Wire),
                ..Config::default()
            },
        ),
        (
            "extern_paths",
            Config {
                extern_paths: pairs(&[
                    ("Order", "shop_types::types::Order"),
                    ("fixture#Price", "shop_types::types::Price"),
                    ("Currency", "shop_types::types::Currency"),
                    ("Priority", "::shop_types::types::Priority"),
                    ("NoSuchOrder", "shop_types::types::error::NoSuchOrder"),
                ]),
                dependencies: [("shop_types".to_owned(), path("shop_types"))].into(),
                serde: Some(SerdeNames::Wire),
                ..Config::default()
            },
        ),
        (
            "renames",
            Config {
                renames: pairs(&[
                    ("Order", "PurchaseOrder"),
                    ("fixture#Order$Lines", "items"),
                    ("Currency", "ISO4217"),
                    ("Currency$CHF", "SwissFranc"),
                    ("Payment$OnAccount", "Invoice"),
                    ("NoSuchOrder", "OrderNotFound"),
                    ("NoSuchOrder$OrderId", "wanted"),
                    ("GetOrder", "FetchOrder"),
                    ("GetOrderInput$OrderId", "id"),
                    ("ListOrders", "SearchOrders"),
                ]),
                ..Config::default()
            },
        ),
        (
            "operation_features",
            Config { operation_features: true, serde: Some(SerdeNames::Wire), ..Config::default() },
        ),
        ("mostly_unused", Config { mostly_unused: true, ..Config::default() }),
    ];
    let named = cases.into_iter().map(|(name, config)| Case {
        name,
        config: Config { name: Some(name.to_owned()), ..config },
    });
    named.collect()
}

/// Options that are errors, each with a name for its message.
#[must_use]
#[allow(clippy::too_many_lines, reason = "a table")]
pub fn mistakes() -> Vec<Case> {
    let attribute = |selector: &str, text: &str| Config {
        type_attributes: pairs(&[(selector, text)]),
        ..Config::default()
    };
    let path = |shape: &str, path: &str| Config {
        extern_paths: pairs(&[(shape, path)]),
        ..Config::default()
    };
    let rename =
        |from: &str, to: &str| Config { renames: pairs(&[(from, to)]), ..Config::default() };
    let types = |name: &str| Config { types: vec![name.to_owned()], ..Config::default() };
    let dependency = |name: &str, key: &str| Config {
        dependencies: [(
            name.to_owned(),
            vec![(key.to_owned(), DependencyValue::Text("1".to_owned()))],
        )]
        .into(),
        ..Config::default()
    };
    let feature = |name: &str| Config {
        features: [(name.to_owned(), Vec::new())].into(),
        ..Config::default()
    };
    let both = Config { operations: vec!["GetOrder".to_owned()], ..types("Order") };
    let twice = Config {
        renames: pairs(&[("Line", "Item"), ("Level", "Item"), ("GetStock", "GetOrder")]),
        ..Config::default()
    };
    let external = Config {
        renames: pairs(&[("Line", "Item")]),
        type_attributes: pairs(&[("Order", "#[derive(Hash)]")]),
        ..path("Order", "shop::Order")
    };
    let cases = [
        ("type_attributes", attribute("Ordr", "#[derive(Hash)]")),
        ("type_attributes", attribute("Lines", "#[derive(Hash)]")),
        ("type_attributes", attribute("GetOrder", "#[derive(Hash)]")),
        ("type_attributes", attribute("Order", "derive(Hash)")),
        ("type_attributes", attribute("Order", "#[derive(Hash]")),
        ("type_attributes", attribute("Order", "#[derive(7)]")),
        ("type_attributes", attribute("Order", "#![allow(x)]")),
        ("type_attributes", attribute("Order", " ")),
        ("type_attributes", attribute("Order", "#[doc = \"two\nlines\"]")),
        ("type_attributes", attribute("Order", "#[derive(Hash)] struct Other;")),
        ("extern_paths", external),
        ("extern_paths", path("Currencie", "money::Currency")),
        ("extern_paths", path("GetOrderInput", "money::GetOrder")),
        ("extern_paths", path("Currency", "money::Currency<u8>")),
        ("extern_paths", path("Currency", "Currency")),
        ("extern_paths", path("Currency", "crate::Currency")),
        ("extern_paths", path("Currency", "super::Currency")),
        ("extern_paths", path("Currency", "types::Currency")),
        ("extern_paths", path("Currency", "money:Currency")),
        ("renames", rename("Ordr", "PurchaseOrder")),
        ("renames", rename("GetOrderOutput", "Fetched")),
        ("renames", rename("Order$Line", "items")),
        ("renames", rename("Order", "Line")),
        ("renames", rename("Order", "purchase_order")),
        ("renames", rename("Order", "Option")),
        ("renames", rename("Order", "Self")),
        ("renames", rename("Order", "Purchase Order")),
        ("renames", rename("Order$Lines", "type")),
        ("renames", rename("Order$Lines", "Items")),
        ("renames", rename("Order$Lines", "new")),
        ("renames", rename("Order$Lines", "status")),
        ("renames", rename("Status$OPEN", "Unknown")),
        ("renames", rename("Status$OPEN", "Shipped")),
        ("renames", rename("GetStock", "GetOrder")),
        ("renames", twice),
        ("types", types("Ordr")),
        ("types", types("Lines")),
        ("types", types("GetOrder")),
        ("types", types("structures")),
        ("types", both),
        ("dependencies", dependency("a b", "version")),
        ("dependencies", dependency("whitesmith-runtime", "version")),
        ("dependencies", dependency("serde", "versoin")),
        ("features", feature("client")),
        ("features", Config { operation_features: true, ..feature("GetOrder") }),
        ("features", Config { operation_features: true, ..types("Order") }),
        ("features", feature("a b")),
    ];
    cases.into_iter().map(|(name, config)| Case { name, config }).collect()
}
