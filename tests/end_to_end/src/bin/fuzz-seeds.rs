//! Writes the valid responses of our models to the folder of a fuzz corpus, which is the command
//! line argument.

use std::path::PathBuf;
use std::{env, fs, io, process};

use end_to_end::responses::good_responses;

fn main() -> io::Result<()> {
    let Some(corpora) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: cargo run -p end_to_end --bin fuzz-seeds FOLDER");
        process::exit(2);
    };
    let (responses, bodies) = (corpora.join("shapes"), corpora.join("json_reader"));
    fs::create_dir_all(&responses)?;
    fs::create_dir_all(&bodies)?;
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
