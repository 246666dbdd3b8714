// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operations of Depot, one module each.

pub mod fail;
pub mod get_firm;
pub mod mix;
pub mod put_big_numbers;
pub mod put_choice;
pub mod put_collections;
pub mod put_scalars;
pub mod put_settings;
pub mod put_tree;
pub mod send_blob;
pub mod send_choice;
pub mod send_colour;
pub mod send_document;
pub mod send_text;
pub mod send_texts;
pub mod tell_headers;
pub mod tell_notes;
