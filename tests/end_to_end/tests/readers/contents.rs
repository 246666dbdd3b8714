//! Makes inputs of the operations of the crate `protocols`, with each of its modules. The same bytes are the
//! same value in each.

/// The module for the contents of a protocol's inputs.
macro_rules! contents {
    ($module:ident $(, $maps:ident)?) => {
        pub(crate) mod $module {
            use protocols::$module::operation::echo::EchoInput;
            $(use protocols::$module::operation::$maps::EchoMapsInput;)?
            use protocols::$module::types::{Choice, Colour, Content, Size};

            use crate::draw::Draw;

            pub(crate) fn echo(draw: &mut Draw<'_>) -> EchoInput {
                EchoInput::new().content(content(draw, 0))
            }

            fn content(draw: &mut Draw<'_>, depth: u32) -> Content {
                let mut content = Content::new();
                content.text = draw.optional(Draw::text);
                content.flag = draw.optional(Draw::boolean);
                content.tiny = draw.optional(|draw| draw.byte().cast_signed());
                content.small = draw.optional(|draw| i16::from(draw.byte()) << 7);
                content.number = draw.optional(Draw::integer);
                content.large = draw.optional(Draw::long);
                content.half = draw.optional(Draw::float);
                content.ratio = draw.optional(Draw::double);
                content.whole = draw.optional(Draw::big_integer);
                content.decimal = draw.optional(Draw::big_decimal);
                content.blob = draw.optional(Draw::blob);
                content.colour = draw.optional(colour);
                content.size = draw.optional(size);
                content.when = draw.optional(Draw::moment);
                content.iso = draw.optional(Draw::moment);
                content.day = draw.optional(Draw::second);
                content.epoch = draw.optional(Draw::moment);
                content.texts = draw.optional(|draw| draw.list(Draw::text));
                content.lists = draw.optional(|draw| draw.list(|draw| draw.list(Draw::integer)));
                // An empty flattened list is the same as none in XML.
                content.flat = draw.optional(|draw| vec![draw.text(), draw.text()]);
                content.renamed = draw.optional(Draw::text);
                if depth < 4 {
                    content.choice = draw.optional(|draw| Box::new(choice(draw, depth + 1)));
                    content.next = draw.optional(|draw| Box::new(self::content(draw, depth + 1)));
                }
                content
            }

            fn choice(draw: &mut Draw<'_>, depth: u32) -> Choice {
                match draw.byte() % 6 {
                    0 => Choice::Text(draw.text()),
                    1 => Choice::Number(draw.integer()),
                    2 => Choice::Blob(draw.blob()),
                    3 => Choice::Texts(draw.list(Draw::text)),
                    4 => Choice::Content(Box::new(content(draw, depth))),
                    _ => Choice::Nothing,
                }
            }

            fn colour(draw: &mut Draw<'_>) -> Colour {
                match draw.byte() % 3 {
                    0 => Colour::Red,
                    1 => Colour::Green,
                    _ => Colour::from("a new colour"),
                }
            }

            fn size(draw: &mut Draw<'_>) -> Size {
                match draw.byte() % 3 {
                    0 => Size::Small,
                    1 => Size::Large,
                    _ => Size::from(draw.integer()),
                }
            }

            $(
                pub(crate) fn $maps(draw: &mut Draw<'_>) -> EchoMapsInput {
                    let mut input = EchoMapsInput::new();
                    let entry = |draw: &mut Draw<'_>| (draw.text(), draw.text());
                    input.texts = draw.optional(|draw| draw.list(entry));
                    input.contents =
                        draw.optional(|draw| draw.list(|draw| (colour(draw), content(draw, 2))));
                    // An empty flattened map is the same as none in XML.
                    input.flat = draw.optional(|draw| [entry(draw)].into());
                    input
                }
            )?
        }
    };
}

contents!(rpc_v2_cbor, echo_maps);
contents!(rpc_v2_json, echo_maps);
contents!(aws_json_1_0, echo_maps);
contents!(aws_json_1_1, echo_maps);
contents!(rest_json_1, echo_maps);
contents!(rest_xml, echo_maps);
contents!(aws_query, echo_maps);
contents!(ec2_query);
