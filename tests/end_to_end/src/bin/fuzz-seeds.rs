//! Writes the valid responses of our models, and bodies of CBOR, to the folder of a fuzz corpus, which is the
//! command line argument.

use std::path::PathBuf;
use std::{env, fs, io, process};

use end_to_end::responses::good_responses;

/// Bodies that the target `cbor_reader` reads without an error, with lengths of both kinds.
const CBOR: [&[u8]; 6] = [
    b"\xbf\x61t\x61a\x61o\xf5\x61y\x20\x61s\x19\x01\x00\x61i\x1a\x00\x01\x00\x00\x61l\x3b\x00\x00\x00\x01\x00\x00\x00\x00\xff",
    b"\xa4\x61f\xf9\x3e\x00\x61d\xfb\x3f\xb9\x99\x99\x99\x99\x99\x9a\x61b\x42ab\x61T\xc1\xfb\x41\xcc\x37\xdb\x38\x0f\xbe\x77",
    b"\xa2\x61B\xc3\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00\x61D\xc4\x82\x21\x19\x6a\xb3",
    b"\xbf\x61a\x9f\x01\xf6\x20\xff\x61n\x82\x61a\xf7\x61m\xa1\x61k\xa1\x61t\x7f\x61a\x61b\xff\xff",
    b"\xa1\x61c\xbf\x61u\xa2\x66__type\x61a\x61t\x61b\x61b\x5f\x41a\x41b\xff\xff",
    b"\xa2\x61z\xbf\x01\x9f\xf4\xd8\x64\xf6\xff\xff\x61u\xbf\x61c\xa0\xff",
];

fn main() -> io::Result<()> {
    let Some(corpora) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: cargo run -p end_to_end --bin fuzz-seeds FOLDER");
        process::exit(2);
    };
    let (responses, bodies) = (corpora.join("shapes"), corpora.join("json_reader"));
    fs::create_dir_all(&responses)?;
    fs::create_dir_all(&bodies)?;
    let cbor = corpora.join("cbor_reader");
    fs::create_dir_all(&cbor)?;
    for (index, body) in CBOR.iter().enumerate() {
        fs::write(cbor.join(index.to_string()), body)?;
    }
    // These two have their inputs from elsewhere.
    fs::create_dir_all(corpora.join("model"))?;
    fs::create_dir_all(corpora.join("xml_reader"))?;
    for (index, good) in good_responses().iter().enumerate() {
        let name = format!("{}-{index}", good.reader.operation);
        let mut text = format!("{}\n", good.status).into_bytes();
        for (name, value) in &good.headers {
            text.extend([name.as_str().as_bytes(), b":", value.as_bytes(), b"\n"].concat());
        }
        text.push(b'\n');
        text.extend(good.body.as_bytes());
        fs::write(responses.join(&name), text)?;
        fs::write(bodies.join(&name), &good.body)?;
    }
    Ok(())
}
