//! Makes a call of each operation; the size of this program is measured.

use std::error::Error;

use aws_config::BehaviorVersion;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
        let body = ByteStream::from_static(b"example");
        client.put_object().bucket("bucket").key("key").body(body).send().await?;
        let object = client.get_object().bucket("bucket").key("key").send().await?;
        println!("{:?}", object.body.collect().await?.into_bytes());
        println!("{:?}", client.list_objects_v2().bucket("bucket").send().await?);
        Ok(())
    })
}
