// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The inputs and outputs, as serde serializes them.

use super::super::operation::fail::{FailInput, FailOutput};
use super::super::operation::get_firm::{GetFirmInput, GetFirmOutput};
use super::super::operation::mix::{MixInput, MixOutput};
use super::super::operation::put_big_numbers::{PutBigNumbersInput, PutBigNumbersOutput};
use super::super::operation::put_choice::{PutChoiceInput, PutChoiceOutput};
use super::super::operation::put_collections::{PutCollectionsInput, PutCollectionsOutput};
use super::super::operation::put_scalars::{PutScalarsInput, PutScalarsOutput};
use super::super::operation::put_settings::{PutSettingsInput, PutSettingsOutput};
use super::super::operation::put_tree::{PutTreeInput, PutTreeOutput};
use super::super::operation::send_blob::{SendBlobInput, SendBlobOutput};
use super::super::operation::send_choice::{SendChoiceInput, SendChoiceOutput};
use super::super::operation::send_colour::{SendColourInput, SendColourOutput};
use super::super::operation::send_document::{SendDocumentInput, SendDocumentOutput};
use super::super::operation::send_text::{SendTextInput, SendTextOutput};
use super::super::operation::send_texts::{SendTextsInput, SendTextsOutput};
use super::super::operation::tell_headers::{TellHeadersInput, TellHeadersOutput};
use super::super::operation::tell_notes::{TellNotesInput, TellNotesOutput};

whitesmith_runtime::serde_structure! {
    struct FailInput {}
}

whitesmith_runtime::serde_structure! {
    struct FailOutput {}
}

whitesmith_runtime::serde_structure! {
    struct GetFirmInput {}
}

whitesmith_runtime::serde_structure! {
    struct GetFirmOutput {
        firm: Optional<"firm">,
    }
}

whitesmith_runtime::serde_structure! {
    #[new("")]
    struct MixInput {
        id: Required<"id">,
        page: Optional<"page">,
        tag: Optional<"tag">,
        text: Optional<"text">,
    }
}

whitesmith_runtime::serde_structure! {
    struct MixOutput {
        tag: Optional<"tag">,
        code: Optional<"code">,
        text: Optional<"text">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutBigNumbersInput {
        whole: Optional<"whole">,
        decimal: Optional<"decimal">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutBigNumbersOutput {
        whole: Optional<"whole">,
        decimal: Optional<"decimal">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutChoiceInput {
        choice: Optional<"choice">,
        all: Optional<"all">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutChoiceOutput {
        choice: Optional<"choice">,
        all: Optional<"all">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutCollectionsInput {
        texts: Optional<"texts">,
        numbers: Optional<"numbers">,
        flags: Optional<"flags">,
        ratios: Optional<"ratios">,
        moments: Optional<"moments">,
        days: Optional<"days", http_date>,
        colours: Optional<"colours">,
        sizes: Optional<"sizes">,
        blobs: Optional<"blobs">,
        notes_list: Optional<"notesList">,
        text_lists: Optional<"textLists">,
        sparse_texts: Optional<"sparseTexts">,
        text_map: Optional<"textMap">,
        number_map: Optional<"numberMap">,
        notes_map: Optional<"notesMap">,
        text_list_map: Optional<"textListMap">,
        colour_map: Optional<"colourMap">,
        sparse_map: Optional<"sparseMap">,
        iso_moments: Optional<"isoMoments", date_time>,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutCollectionsOutput {
        texts: Optional<"texts">,
        numbers: Optional<"numbers">,
        flags: Optional<"flags">,
        ratios: Optional<"ratios">,
        moments: Optional<"moments">,
        days: Optional<"days", http_date>,
        colours: Optional<"colours">,
        sizes: Optional<"sizes">,
        blobs: Optional<"blobs">,
        notes_list: Optional<"notesList">,
        text_lists: Optional<"textLists">,
        sparse_texts: Optional<"sparseTexts">,
        text_map: Optional<"textMap">,
        number_map: Optional<"numberMap">,
        notes_map: Optional<"notesMap">,
        text_list_map: Optional<"textListMap">,
        colour_map: Optional<"colourMap">,
        sparse_map: Optional<"sparseMap">,
        iso_moments: Optional<"isoMoments", date_time>,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutScalarsInput {
        text: Optional<"text">,
        flag: Optional<"flag">,
        tiny: Optional<"tiny">,
        small: Optional<"small">,
        number: Optional<"number">,
        large: Optional<"large">,
        half: Optional<"half">,
        ratio: Optional<"ratio">,
        blob: Optional<"blob">,
        colour: Optional<"colour">,
        size: Optional<"size">,
        when: Optional<"when">,
        iso: Optional<"iso", date_time>,
        day: Optional<"day", http_date>,
        epoch: Optional<"epoch">,
        free: Optional<"free">,
        here: Optional<"here", date_time>,
        renamed: Optional<"re-named">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutScalarsOutput {
        text: Optional<"text">,
        flag: Optional<"flag">,
        tiny: Optional<"tiny">,
        small: Optional<"small">,
        number: Optional<"number">,
        large: Optional<"large">,
        half: Optional<"half">,
        ratio: Optional<"ratio">,
        blob: Optional<"blob">,
        colour: Optional<"colour">,
        size: Optional<"size">,
        when: Optional<"when">,
        iso: Optional<"iso", date_time>,
        day: Optional<"day", http_date>,
        epoch: Optional<"epoch">,
        free: Optional<"free">,
        here: Optional<"here", date_time>,
        renamed: Optional<"re-named">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutSettingsInput {
        settings: Optional<"settings">,
        top: Optional<"top">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutSettingsOutput {
        settings: Optional<"settings">,
        top: Default<"top">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutTreeInput {
        tree: Optional<"tree">,
    }
}

whitesmith_runtime::serde_structure! {
    struct PutTreeOutput {
        tree: Optional<"tree">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendBlobInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendBlobOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendChoiceInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendChoiceOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendColourInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendColourOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendDocumentInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendDocumentOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendTextInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendTextOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendTextsInput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct SendTextsOutput {
        id: Optional<"id">,
        content: Optional<"content">,
    }
}

whitesmith_runtime::serde_structure! {
    struct TellHeadersInput {
        text: Optional<"text">,
        flag: Optional<"flag">,
        tiny: Optional<"tiny">,
        small: Optional<"small">,
        number: Optional<"number">,
        large: Optional<"large">,
        half: Optional<"half">,
        ratio: Optional<"ratio">,
        colour: Optional<"colour">,
        size: Optional<"size">,
        when: Optional<"when">,
        day: Optional<"day", http_date>,
        epoch: Optional<"epoch">,
        texts: Optional<"texts">,
        numbers: Optional<"numbers">,
        flags: Optional<"flags">,
        ratios: Optional<"ratios">,
        moments: Optional<"moments">,
        colours: Optional<"colours">,
        sizes: Optional<"sizes">,
        iso: Optional<"iso", date_time>,
        days: Optional<"days", http_date>,
        json: Optional<"json">,
    }
}

whitesmith_runtime::serde_structure! {
    struct TellHeadersOutput {
        text: Optional<"text">,
        flag: Optional<"flag">,
        tiny: Optional<"tiny">,
        small: Optional<"small">,
        number: Optional<"number">,
        large: Optional<"large">,
        half: Optional<"half">,
        ratio: Optional<"ratio">,
        colour: Optional<"colour">,
        size: Optional<"size">,
        when: Optional<"when">,
        day: Optional<"day", http_date>,
        epoch: Optional<"epoch">,
        texts: Optional<"texts">,
        numbers: Optional<"numbers">,
        flags: Optional<"flags">,
        ratios: Optional<"ratios">,
        moments: Optional<"moments">,
        colours: Optional<"colours">,
        sizes: Optional<"sizes">,
        iso: Optional<"iso", date_time>,
        days: Optional<"days", http_date>,
        json: Optional<"json">,
    }
}

whitesmith_runtime::serde_structure! {
    struct TellNotesInput {
        first: Optional<"first">,
        notes: Optional<"notes">,
    }
}

whitesmith_runtime::serde_structure! {
    struct TellNotesOutput {
        first: Optional<"first">,
        notes: Optional<"notes">,
    }
}
