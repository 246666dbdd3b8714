//! Bodies that are read from files.

use std::fs::File;
use std::io::{self, ErrorKind, Seek as _, SeekFrom};
use std::ops::{Bound, RangeBounds};
use std::path::Path;
use std::sync::Arc;

use super::read_ahead::ReadAhead;
use super::{ByteStream, Stream, StreamError};

impl ByteStream {
    /// Creates a stream of the content of a file, which retries can send again. The file is opened now to
    /// find its length, and once more for each attempt; a thread reads it while it is sent.
    ///
    /// ```
    /// use whitesmith_runtime::ByteStream;
    ///
    /// let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    /// let body = ByteStream::from_path(manifest)?;
    /// assert!(body.is_replayable() && body.len() > Some(100));
    /// let start = ByteStream::from_path_range(manifest, ..9)?;
    /// assert_eq!(std::io::read_to_string(start.into_reader())?, "[package]");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The file cannot be opened.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        Self::from_path_range(path, ..)
    }

    /// Creates a stream of a range of bytes of a file, such as a part of a multipart upload: see
    /// [`from_path`](Self::from_path).
    ///
    /// # Errors
    ///
    /// The file cannot be opened, or does not have all bytes of the range.
    pub fn from_path_range(
        path: impl AsRef<Path>,
        range: impl RangeBounds<u64>,
    ) -> io::Result<Self> {
        let path: Arc<Path> = path.as_ref().into();
        let size = open(&path)?.metadata().map_err(|error| named(&path, &error))?.len();
        let (start, end) = bounds(&range, size);
        if start > end || end > size {
            let message = format!(
                "{}: expected a range of bytes within 0..{size}, found {start}..{end}",
                path.display()
            );
            return Err(io::Error::new(ErrorKind::InvalidInput, message));
        }
        let len = end - start;
        Ok(Self::replayed(Some(len), move || {
            let mut file = open(&path).map_err(StreamError::new)?;
            file.seek(SeekFrom::Start(start)).map_err(StreamError::new)?;
            Ok(Box::pin(ReadAhead::start(file, len)?) as Stream)
        }))
    }
}

/// The first byte of a range in a file of this size, and the byte after its last one.
fn bounds(range: &impl RangeBounds<u64>, size: u64) -> (u64, u64) {
    let start = match range.start_bound() {
        Bound::Included(start) => *start,
        Bound::Excluded(before) => before.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(last) => last.saturating_add(1),
        Bound::Excluded(end) => *end,
        Bound::Unbounded => size,
    };
    (start, end)
}

fn open(path: &Path) -> io::Result<File> {
    File::open(path).map_err(|error| named(path, &error))
}

/// The error with the path in its message.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::path::PathBuf;

    use super::*;
    use crate::block_on::block_on;

    /// A file that is removed with the value.
    struct Temporary(PathBuf);

    impl Temporary {
        fn new(name: &str, content: &[u8]) -> Self {
            let name = format!("whitesmith-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(name);
            std::fs::write(&path, content).unwrap();
            Self(path)
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn pattern(len: usize) -> Vec<u8> {
        (0..len).map(|index| u8::try_from(index % 251).unwrap()).collect()
    }

    #[test]
    fn each_clone_reads_the_file_from_the_start() {
        let content = pattern(300_000);
        let file = Temporary::new("clones", &content);
        let body = ByteStream::from_path(&file.0).unwrap();
        assert_eq!((body.len(), body.as_bytes()), (Some(300_000), None));
        let mut started = body.clone();
        let first = block_on(started.next()).unwrap().unwrap();
        assert_eq!(started.len(), Some(300_000 - first.len() as u64));
        assert_eq!(block_on(started.clone().collect(400_000)).unwrap(), content);
        assert_eq!(block_on(body.clone().collect(400_000)).unwrap(), content);
        assert!(body == started && body.is_replayable());
        let rest = block_on(started.collect(400_000)).unwrap();
        assert_eq!([&first[..], &rest[..]].concat(), content);
    }

    #[test]
    fn ranges_are_read() {
        let content = pattern(200_000);
        let file = Temporary::new("ranges", &content);
        for (range, expected) in [
            ((Bound::Included(5), Bound::Excluded(150_000)), 5..150_000),
            ((Bound::Included(199_999), Bound::Unbounded), 199_999..200_000),
            ((Bound::Excluded(9), Bound::Included(10)), 10..11),
            ((Bound::Unbounded, Bound::Excluded(0)), 0..0),
            ((Bound::Included(200_000), Bound::Unbounded), 200_000..200_000),
        ] {
            let body = ByteStream::from_path_range(&file.0, range).unwrap();
            assert_eq!(body.len(), Some(expected.len() as u64));
            let mut read = Vec::new();
            body.into_reader().read_to_end(&mut read).unwrap();
            assert_eq!(read, &content[expected]);
        }
        for range in [
            (Bound::Included(0), Bound::Included(200_000)),
            (Bound::Included(3), Bound::Excluded(2)),
            (Bound::Included(200_001), Bound::Unbounded),
            (Bound::Included(0), Bound::Included(u64::MAX)),
        ] {
            let error = ByteStream::from_path_range(&file.0, range).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert!(error.to_string().contains("within 0..200000, found "), "{error}");
        }
    }

    #[test]
    fn problems_of_the_file_are_errors() {
        let error = ByteStream::from_path("/no/such/file").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(error.to_string().starts_with("/no/such/file: "), "{error}");
        let file = Temporary::new("problems", &pattern(100));
        let body = ByteStream::from_path(&file.0).unwrap();
        std::fs::write(&file.0, b"shorter").unwrap();
        let error = block_on(body.clone().collect(200)).unwrap_err().to_string();
        assert!(error.contains("93 bytes before"), "{error}");
        let _ = std::fs::remove_file(&file.0);
        let mut body = body;
        assert!(block_on(body.next()).unwrap().is_err());
        assert!(block_on(body.next()).is_none() && body.is_empty());
    }

    #[test]
    fn a_stream_that_is_dropped_ends_its_thread() {
        let file = Temporary::new("dropped", &pattern(2_000_000));
        let mut body = ByteStream::from_path(&file.0).unwrap();
        assert!(block_on(body.next()).unwrap().is_ok());
        drop(body);
        let threads = || {
            let tasks = std::fs::read_dir("/proc/self/task").ok()?;
            let name = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("comm"));
            let names = tasks.flatten().filter_map(|task| name(task).ok());
            Some(names.filter(|name| name.starts_with("whitesmith-file")).count())
        };
        // Other tests have such threads too, but all of them end.
        while threads().is_some_and(|count| count > 0) {
            std::thread::yield_now();
        }
    }
}
