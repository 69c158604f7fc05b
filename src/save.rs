//! Writing files so that nothing is lost: a file is replaced whole or not at all.

#[cfg(unix)]
mod attributes;

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use tempfile::{Builder, NamedTempFile};

/// How often to ask for a folder that somebody else holds, and how long to wait in between: to write a file takes
/// milliseconds.
const TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(10);

/// Why a file was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It is a folder.
    #[error("it is a folder")]
    Folder,
    /// Its owner does not want it written.
    #[error("it is read-only, and was left as it is")]
    ReadOnly,
    /// It does not hold any more what it held when it was read.
    #[error("it was changed by somebody else in the meantime, and was left as it is; run copydesk again")]
    Changed,
    /// It has a second name, which would keep the old text.
    #[error(
        "it has another name on this disk (a hard link), under which the old text would stay; it was left as it is"
    )]
    Linked,
    /// Writing it would give it to somebody else.
    #[error("it belongs to another user or group, and would become yours; it was left as it is")]
    Owned,
    /// Something that it carries beside its text would be lost.
    #[error("{0} could not be kept; it was left as it is")]
    Bare(String),
    /// The system does not let it be written.
    #[error("{}", plainly(.0))]
    Io(#[from] io::Error),
}

/// Why a file could not be written, in plain words, without the name of the file beside it.
pub fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder may not be written to: permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "it would take more room than you may use on this disk".to_owned(),
        io::ErrorKind::FileTooLarge => "it would be larger than a file may be here".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => format!("it could not be written: {error}"),
    }
}

/// Writes a file whole: beside its place first, then moved there. Whoever reads it meanwhile sees the old file or the
/// new one, never a part. What is no file, such as `/dev/stdout` or a named pipe, is written to as it stands.
///
/// # Errors
///
/// When it is a folder, when its folder cannot be written to, when `fill` fails, or when an older file there is
/// read-only, has a second name, would change hands or lose an attribute.
pub fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), SaveError> {
    if is_stream(path) {
        let mut stream = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
        return Ok(fill(&mut stream).and_then(|()| stream.flush())?);
    }
    let fill = |file: &mut NamedTempFile| {
        let mut out = BufWriter::new(file);
        fill(&mut out).and_then(|()| out.flush())
    };
    match path.canonicalize() {
        // what a link points to is replaced, not the link
        Ok(place) => put(&place, fill, || Ok(())),
        Err(_) => {
            let mut file = beside(path)?;
            fill(&mut file)?;
            file.as_file().sync_all()?;
            Ok(file.persist(path).map(drop).map_err(|error| error.error)?)
        }
    }
}

/// Writes a new file, whole or not at all.
///
/// # Errors
///
/// When something is there already, or when it cannot be written.
pub fn create(path: &Path, content: &[u8]) -> Result<(), SaveError> {
    let mut file = beside(path)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file.persist_noclobber(path).map(drop).map_err(|error| error.error)?)
}

/// Tells whether [`write()`] would be refused as things are, and changes nothing.
///
/// # Errors
///
/// Those of [`write()`].
pub fn try_out(path: &Path) -> Result<(), SaveError> {
    if is_stream(path) {
        // to open a pipe is to wait for whoever reads it
        return Ok(());
    }
    match path.canonicalize() {
        Ok(place) => in_place_of(&place, &replaceable(&place)?).map(drop),
        Err(_) => Ok(beside(path).map(drop)?),
    }
}

/// Waits until no other copydesk holds the folder of a file, and holds it as long as what is returned lives. None where
/// folders cannot be held, or where somebody does not let go of it.
pub fn hold_folder(path: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder(path)).ok()?;
    for _ in 0..TRIES {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// What a path leads to, links followed, whether or not the file is there yet.
pub fn place(path: &Path) -> PathBuf {
    let in_folder = || Some(folder(path).canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Whether something is there that is no file and is written to as it stands: a device, a pipe.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Replaces a file that must hold what is expected, and keeps its owner, its permissions, its access list and its other
/// attributes.
///
/// # Errors
///
/// When it is read-only, has a second name, would change hands or lose an attribute, holds something else by now, or
/// cannot be written.
pub fn replace(path: &Path, expected: &[u8], content: &[u8]) -> Result<(), SaveError> {
    let place = path.canonicalize()?;
    put(
        &place,
        |file| file.write_all(content),
        || if fs::read(&place)? == expected { Ok(()) } else { Err(SaveError::Changed) },
    )
}

/// Puts a file into the place of an older one, if the older one is right at the last moment.
fn put(
    place: &Path,
    fill: impl FnOnce(&mut NamedTempFile) -> io::Result<()>,
    is_right: impl Fn() -> Result<(), SaveError>,
) -> Result<(), SaveError> {
    let older = replaceable(place)?;
    is_right()?;
    let mut file = in_place_of(place, &older)?;
    fill(&mut file)?;
    file.as_file().sync_all()?;
    is_right()?;
    file.persist(place).map_err(|error| error.error)?;
    Ok(())
}

/// What is known of a file that may be replaced.
fn replaceable(place: &Path) -> Result<fs::Metadata, SaveError> {
    let older = fs::metadata(place)?;
    if older.is_dir() {
        return Err(SaveError::Folder);
    }
    if older.permissions().readonly() {
        return Err(SaveError::ReadOnly);
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&older) > 1 {
        return Err(SaveError::Linked);
    }
    Ok(older)
}

/// An empty file that may take the place of an older one: with its owner, its attributes and its permissions.
fn in_place_of(place: &Path, older: &fs::Metadata) -> Result<NamedTempFile, SaveError> {
    let file = beside(place)?;
    #[cfg(unix)]
    {
        keep_owner(file.as_file(), older)?;
        attributes::keep(file.as_file(), place)?;
    }
    // last: a new owner takes permissions away, and an access list sets them
    file.as_file().set_permissions(older.permissions())?;
    Ok(file)
}

/// Gives a new file to the user and the group of the one whose place it takes.
#[cfg(unix)]
fn keep_owner(file: &fs::File, older: &fs::Metadata) -> Result<(), SaveError> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    let user = (new.uid() != older.uid()).then_some(older.uid());
    let group = (new.gid() != older.gid()).then_some(older.gid());
    match (user, group) {
        (None, None) => Ok(()),
        (user, group) => fchown(file, user, group).map_err(|_| SaveError::Owned),
    }
}

/// An empty file in the same folder, that goes away unless it is moved. Its ending is no article's.
fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".copydesk-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // like any new file, less what the user masks
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(place))
}

/// The folder that a file is in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"new")
    }

    #[test]
    fn a_file_that_changed_is_left_as_it_is() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.txt");
        fs::write(&file, "somebody else's")?;
        let error = replace(&file, b"old", b"new").err();
        assert!(matches!(error, Some(SaveError::Changed)), "{error:?}");
        assert_eq!(fs::read_to_string(&file)?, "somebody else's");
        replace(&file, b"somebody else's", b"new").map_err(io::Error::other)?;
        assert_eq!(fs::read_to_string(&file)?, "new");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_file_that_changes_while_it_is_written_is_left_as_it_is() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.txt");
        fs::write(&file, "old")?;
        let asked = std::cell::Cell::new(0);
        let error = put(
            &file,
            |out| out.write_all(b"new"),
            || {
                asked.set(asked.get() + 1);
                if asked.get() == 1 { Ok(()) } else { Err(SaveError::Changed) }
            },
        );
        assert!(matches!(error, Err(SaveError::Changed)));
        assert_eq!((fs::read_to_string(&file)?.as_str(), fs::read_dir(folder.path())?.count()), ("old", 1));
        Ok(())
    }

    #[test]
    fn a_read_only_file_is_left_as_it_is() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.txt");
        fs::write(&file, "old")?;
        let mut permissions = fs::metadata(&file)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions)?;
        assert!(matches!(replace(&file, b"old", b"new"), Err(SaveError::ReadOnly)));
        assert!(matches!(write(&file, new), Err(SaveError::ReadOnly)));
        assert_eq!((fs::read_to_string(&file)?.as_str(), fs::read_dir(folder.path())?.count()), ("old", 1));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir()?;
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&file, "old")?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640))?;
        symlink(&file, &link)?;
        replace(&link, b"old", b"new").map_err(io::Error::other)?;
        assert_eq!(fs::read_to_string(&file)?, "new");
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link)?.is_symlink());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_is_left_as_it_is() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, other) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&file, "old")?;
        fs::hard_link(&file, &other)?;
        assert!(matches!(replace(&file, b"old", b"new"), Err(SaveError::Linked)));
        assert!(matches!(write(&other, new), Err(SaveError::Linked)));
        assert_eq!((fs::read_to_string(&file)?, fs::read_to_string(&other)?), ("old".to_owned(), "old".to_owned()));
        fs::remove_file(&other)?;
        replace(&file, b"old", b"new").map_err(io::Error::other)?;
        assert_eq!(fs::read_to_string(&file)?, "new");
        Ok(())
    }

    /// Only root may give a file away; for all others this shows that a file of theirs stays theirs.
    #[cfg(unix)]
    #[test]
    fn the_owner_is_kept() -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.txt");
        fs::write(&file, "old")?;
        let _ = chown(&file, Some(4_321), Some(4_322));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664))?;
        let before = fs::metadata(&file)?;
        replace(&file, b"old", b"new").map_err(io::Error::other)?;
        let after = fs::metadata(&file)?;
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_eq!(after.permissions().mode() & 0o777, 0o664);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_stays() -> io::Result<()> {
        use std::os::unix::fs::FileTypeExt;
        let null = Path::new("/dev/null");
        write(null, new).map_err(io::Error::other)?;
        assert!(fs::metadata(null)?.file_type().is_char_device());
        Ok(())
    }
}
