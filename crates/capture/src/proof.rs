//! Proofs: digests that an archive names for its records.

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// What comes of comparing bytes with the digest that is named for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// No digest is named, or none of a kind that is known.
    None,
    /// The bytes have it.
    Held,
    /// They have another.
    Failed,
}

/// Compares `bytes` with `named`: `sha1:` or `sha256:`, in base 32 or hexadecimal.
pub(crate) fn prove(bytes: &[u8], named: Option<&str>) -> Proof {
    let Some((kind, written)) = named.and_then(|named| named.split_once(':')) else { return Proof::None };
    let digest = match kind.trim().to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => Sha256::digest(bytes).to_vec(),
        _ => return Proof::None,
    };
    let written = written.trim().to_ascii_lowercase();
    let forms =
        [data_encoding::HEXLOWER.encode(&digest), data_encoding::BASE32.encode(&digest).to_ascii_lowercase()];
    let holds = forms.iter().any(|form| form.trim_end_matches('=') == written.trim_end_matches('='));
    if holds { Proof::Held } else { Proof::Failed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(named: &str, proof: Proof) {
        assert_eq!(prove(b"abc", Some(named)), proof, "{named}");
    }

    #[test]
    fn digests_are_compared_in_the_forms_in_use() {
        check("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", Proof::Held);
        check("sha1:a9993e364706816aba3e25717850c26c9cd0d89d", Proof::Held);
        check("sha1:a9993e364706816aba3e25717850c26c9cd0d89e", Proof::Failed);
        check("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Proof::Held);
        check("md5:900150983cd24fb0d6963f7d28e17f72", Proof::None);
        check("nothing", Proof::None);
    }
}
