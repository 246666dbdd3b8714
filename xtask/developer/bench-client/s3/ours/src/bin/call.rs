//! Makes a call of each operation; the size of this program is measured.

use std::error::Error;

use s3::operation::get_object::GetObjectInput;
use s3::operation::list_objects_v2::ListObjectsV2Input;
use s3::operation::put_object::PutObjectInput;
use s3::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(Config::from_env());
        client.put_object(PutObjectInput::new("bucket", "key").body("example")).await?;
        let object = client.get_object(GetObjectInput::new("bucket", "key")).await?;
        println!("{:?}", object.body.collect(1_000_000).await?);
        println!("{:?}", client.list_objects_v2(ListObjectsV2Input::new("bucket")).await?);
        Ok(())
    })
}
