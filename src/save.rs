//! Writing files so that nothing is lost: a file is replaced whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

/// Why a file was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
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
    /// The system does not let it be written.
    #[error("{}", plainly(.0))]
    Io(#[from] io::Error),
}

/// Why a file could not be written, in plain words, without the name of the file beside it.
fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder may not be written to: permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => format!("it could not be written: {error}"),
    }
}

/// Writes a file whole: beside its place first, then moved there. Whoever reads it meanwhile sees the old file or the
/// new one, never a part. What is no file, such as `/dev/stdout` or a named pipe, is written to as it stands.
///
/// # Errors
///
/// When its folder cannot be written to, or when an older file there is read-only, has a second name or would change
/// hands.
pub fn write(path: &Path, content: &[u8]) -> Result<(), SaveError> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return Ok(fs::OpenOptions::new().write(true).open(path)?.write_all(content)?);
    }
    match path.canonicalize() {
        // what a link points to is replaced, not the link
        Ok(place) => put(&place, content, || Ok(())),
        Err(_) => Ok(beside(path, content)?.persist(path).map(drop).map_err(|error| error.error)?),
    }
}

/// Replaces a file that must hold what is expected, and keeps its permissions and its owner.
///
/// # Errors
///
/// When it is read-only, has a second name, would change hands, holds something else by now, or cannot be written.
pub fn replace(path: &Path, expected: &[u8], content: &[u8]) -> Result<(), SaveError> {
    let place = path.canonicalize()?;
    put(&place, content, || if fs::read(&place)? == expected { Ok(()) } else { Err(SaveError::Changed) })
}

/// Puts a file into the place of an older one, if the older one is right at the last moment.
fn put(place: &Path, content: &[u8], is_right: impl Fn() -> Result<(), SaveError>) -> Result<(), SaveError> {
    let older = fs::metadata(place)?;
    if older.permissions().readonly() {
        return Err(SaveError::ReadOnly);
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&older) > 1 {
        return Err(SaveError::Linked);
    }
    is_right()?;
    let file = beside(place, content)?;
    #[cfg(unix)]
    keep_owner(file.as_file(), &older)?;
    // after the owner: a new owner takes permissions away
    file.as_file().set_permissions(older.permissions())?;
    is_right()?;
    file.persist(place).map_err(|error| error.error)?;
    Ok(())
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

/// A file in the same folder, written out to the disk, that goes away unless it is moved. Its ending is no article's.
fn beside(place: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut builder = Builder::new();
    builder.prefix(".copydesk-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // like any new file, less what the user masks
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let error = put(&file, b"new", || {
            asked.set(asked.get() + 1);
            if asked.get() == 1 { Ok(()) } else { Err(SaveError::Changed) }
        });
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
        assert!(matches!(write(&file, b"new"), Err(SaveError::ReadOnly)));
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
        assert!(matches!(write(&other, b"new"), Err(SaveError::Linked)));
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
        write(null, b"new").map_err(io::Error::other)?;
        assert!(fs::metadata(null)?.file_type().is_char_device());
        Ok(())
    }
}
