//! Messages with a form in their bodies.

use super::Writer;
use crate::message::MessageWriter;

impl<L> MessageWriter<L> {
    /// Writes a form of awsQuery as the body: the name of the operation, the version of the service, and
    /// the members that `members` writes.
    pub fn form(&mut self, action: &str, version: &str, members: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::aws_query(action, version);
        writer.object(members);
        self.encoded_body(writer.finish());
    }

    /// Writes a form of ec2Query as the body: the name of the operation, the version of the service, and
    /// the members that `members` writes.
    pub fn ec2_form(&mut self, action: &str, version: &str, members: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::ec2_query(action, version);
        writer.object(members);
        self.encoded_body(writer.finish());
    }
}
