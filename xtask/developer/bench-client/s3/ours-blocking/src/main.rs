//! Makes a blocking call of each operation; the size of this program is measured.

use std::error::Error;
use std::io::Read as _;

use s3::Config;
use s3::blocking::Client;
use s3::operation::get_object::GetObjectInput;
use s3::operation::list_objects_v2::ListObjectsV2Input;
use s3::operation::put_object::PutObjectInput;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(Config::from_env());
    client.put_object(PutObjectInput::new("bucket", "key").body("example"))?;
    let object = client.get_object(GetObjectInput::new("bucket", "key"))?;
    let mut bytes = Vec::new();
    object.body.into_reader().read_to_end(&mut bytes)?;
    println!("{bytes:?}");
    println!("{:?}", client.list_objects_v2(ListObjectsV2Input::new("bucket"))?);
    Ok(())
}
