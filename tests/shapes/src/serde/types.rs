// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The data types, as serde serializes them.

use super::super::types::*;
use super::super::primitives;

whitesmith_runtime::serde_union! {
    enum Choice {
        Text(Value<"text">),
        Number(Value<"number">),
        Blob(Value<"blob">),
        Day(Value<"day", http_date>),
        Colour(Value<"colour">),
        Texts(Value<"texts">),
        Map(Value<"map">),
        Notes(Value<"notes">),
        Nothing(Unit<"nothing">),
        Choice(Value<"choice">),
        Renamed(Value<"re-named">),
    }
}

whitesmith_runtime::serde_string_enum!(Colour);

whitesmith_runtime::serde_structure! {
    #[new(
        "",
        0,
        false,
        0.0,
        primitives::Blob::default(),
        primitives::DateTime::default(),
        [],
        [],
        Notes::new(),
        Colour::from(""),
        Size::from(0)
    )]
    struct Firm {
        text: Required<"text">,
        number: Required<"number">,
        flag: Required<"flag">,
        ratio: Required<"ratio">,
        blob: Required<"blob">,
        when: Required<"when">,
        texts: Required<"texts">,
        map: Required<"map">,
        notes: Required<"notes">,
        colour: Required<"colour">,
        size: Required<"size">,
    }
}

whitesmith_runtime::serde_structure! {
    struct Notes {
        text: Optional<"text">,
        stars: Optional<"stars">,
    }
}

whitesmith_runtime::serde_structure! {
    struct Settings {
        text: Default<"text">,
        number: Default<"number">,
        flag: Default<"flag">,
        ratio: Default<"ratio">,
        colour: Default<"colour">,
        size: Default<"size">,
        texts: Default<"texts">,
        map: Default<"map">,
        when: Default<"when">,
        free: Default<"free">,
        optional: Optional<"optional">,
    }
}

whitesmith_runtime::serde_int_enum!(Size);

whitesmith_runtime::serde_structure! {
    struct Tree {
        name: Optional<"name">,
        left: Optional<"left">,
        children: Optional<"children">,
        named: Optional<"named">,
    }
}
