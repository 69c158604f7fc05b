//! What a file carries beside its contents, its owner and its permissions: an access list, and what programs have noted
//! on it, such as where it was downloaded from. On macOS access lists are no attributes, and are not seen here.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    path::Path,
};

use xattr::FileExt;

use super::SaveError;

/// Who may read and write a file beyond what its permissions say.
const ACCESS: &str = "system.posix_acl_access";

/// What the system works out from the contents, or keeps for itself: each file has its own.
const OWN: [&str; 6] = ["security.ima", "security.evm", "trusted.", "btrfs.", "lustre.", "com.apple.provenance"];

/// Gives a new file the attributes of the one whose place it takes, and takes an access list from it that only its
/// folder gave it.
pub(super) fn keep(new: &File, older: &Path) -> Result<(), SaveError> {
    let names = named(xattr::list_deref(older))?;
    let given = named(new.list_xattr())?;
    for name in names.iter().filter(|name| !is_own(name)) {
        let Some(value) = xattr::get_deref(older, name)? else { continue };
        let has = given.contains(name) && new.get_xattr(name)?.as_ref() == Some(&value);
        if !has {
            new.set_xattr(name, &value).map_err(|_| lost(name))?;
        }
    }
    let access = OsStr::new(ACCESS);
    if given.iter().any(|name| name == access) && !names.iter().any(|name| name == access) {
        new.remove_xattr(access).map_err(|_| lost(access))?;
    }
    Ok(())
}

/// The names of attributes; none on a disk that has no attributes.
fn named(listed: io::Result<xattr::XAttrs>) -> io::Result<Vec<OsString>> {
    match listed {
        Ok(names) => Ok(names.collect()),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn is_own(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| OWN.iter().any(|own| name.starts_with(own)))
}

fn lost(name: &OsStr) -> SaveError {
    let name = name.to_string_lossy();
    SaveError::Bare(match name.contains("acl") {
        true => "its access list, which says who may read and write it,".to_owned(),
        false => format!("its attribute “{name}”"),
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use tempfile::TempDir;

    use super::{super::replace, *};

    const NOTE: &str = "user.copydesk.note";
    const DEFAULT: &str = "system.posix_acl_default";

    /// A folder with a file, on a disk that has attributes; none, and a loud word, where neither the folder for
    /// temporary files nor that of the build is on one.
    fn folder() -> io::Result<Option<TempDir>> {
        let build = std::env::current_exe()?;
        for place in [Some(std::env::temp_dir().as_path()), build.parent()].into_iter().flatten() {
            let folder = tempfile::tempdir_in(place)?;
            let file = folder.path().join("a.txt");
            fs::write(&file, "old")?;
            match xattr::set(&file, NOTE, b"from the wire") {
                Ok(()) => return Ok(Some(folder)),
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(error) => return Err(error),
            }
        }
        let _ = io::Write::write_all(
            &mut io::stderr(),
            b"NOT TESTED: no disk here has attributes, so nothing shows that they are kept\n",
        );
        Ok(None)
    }

    /// An access list that lets user 4321 read, with the permissions of the owner.
    fn access_list() -> Vec<u8> {
        let entry = |tag: u16, permissions: u16, id: u32| {
            [tag.to_le_bytes().as_slice(), &permissions.to_le_bytes(), &id.to_le_bytes()].concat()
        };
        let nobody = u32::MAX;
        let entries =
            [entry(1, 6, nobody), entry(2, 4, 4_321), entry(4, 4, nobody), entry(16, 4, nobody), entry(32, 0, nobody)];
        [2_u32.to_le_bytes().to_vec(), entries.concat()].concat()
    }

    #[test]
    fn what_a_file_carries_is_kept() -> io::Result<()> {
        let Some(folder) = folder()? else { return Ok(()) };
        let file = folder.path().join("a.txt");
        xattr::set(&file, ACCESS, &access_list())?;
        let mode = fs::metadata(&file)?.permissions().mode();
        replace(&file, b"old", b"new").map_err(io::Error::other)?;
        assert_eq!(fs::read_to_string(&file)?, "new");
        assert_eq!(xattr::get(&file, NOTE)?.as_deref(), Some(b"from the wire".as_slice()));
        assert_eq!(xattr::get(&file, ACCESS)?, Some(access_list()));
        assert_eq!(fs::metadata(&file)?.permissions().mode(), mode);
        Ok(())
    }

    #[test]
    fn nobody_gets_access_by_the_folder() -> io::Result<()> {
        let Some(folder) = folder()? else { return Ok(()) };
        let file = folder.path().join("a.txt");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640))?;
        xattr::set(folder.path(), DEFAULT, &access_list())?;
        replace(&file, b"old", b"new").map_err(io::Error::other)?;
        assert_eq!(xattr::get(&file, ACCESS)?, None);
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o640);
        // a file that is new there has what the folder says
        let other = folder.path().join("b.txt");
        fs::write(&other, "")?;
        assert!(xattr::get(&other, ACCESS)?.is_some());
        Ok(())
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        assert_eq!(
            lost(OsStr::new(ACCESS)).to_string(),
            "its access list, which says who may read and write it, could not be kept; it was left as it is"
        );
        assert_eq!(
            lost(OsStr::new("user.a")).to_string(),
            "its attribute “user.a” could not be kept; it was left as it is"
        );
        assert!(is_own(OsStr::new("security.ima")) && !is_own(OsStr::new("security.selinux")));
        assert_eq!(io::Error::from_raw_os_error(95).kind(), io::ErrorKind::Unsupported);
    }
}
