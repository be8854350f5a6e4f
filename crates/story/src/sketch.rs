//! Sketch: a sample of a text's shingles by which reprints are found.

/// Syllables in a shingle.
const SHINGLE_SYLLABLES: usize = 5;

/// One shingle in so many is kept of long texts.
const SAMPLE: u64 = 8;

/// Texts of so many shingles or fewer keep them all: one in eight of the summary of a feed says nothing.
const SHORT: usize = 100;

/// Fewer common shingles than this prove nothing.
const FEW: usize = 4;

/// The sorted hashes of the 5-syllable shingles of `text`, letters and digits only, lower case: all of a short text, a
/// sample of a long one.
///
/// The sample is taken by hash value (Broder's mod-k sketch), so the same shingle is kept in every long text:
/// the share of common hashes estimates the share of common shingles. 32 bits of each hash are kept.
pub fn sketch(text: &str) -> Vec<u64> {
    let lower = text.to_lowercase();
    let syllables: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut hashes: Vec<u64> =
        syllables.windows(SHINGLE_SYLLABLES).map(|shingle| hash(shingle) >> 32).collect();
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() > SHORT {
        hashes.retain(is_sampled);
    }
    hashes
}

/// True for a sketch that keeps every shingle of a short text.
pub(crate) fn is_short(sketch: &[u64]) -> bool {
    !sketch.iter().all(is_sampled)
}

fn is_sampled(hash: &u64) -> bool {
    hash.is_multiple_of(SAMPLE)
}

/// FNV-1a over the syllables, with a separator, and a final mix so that the low bits are even.
pub(crate) fn hash(shingle: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for syllable in shingle {
        for byte in syllable.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// The share of the shorter sketch that the longer one has too, from 0 to 1; 0 for sketches under 4 hashes. Where one is
/// a sample and the other is not, the sampled hashes of both are compared.
pub(crate) fn containment(a: &[u64], b: &[u64]) -> f64 {
    if is_short(a) == is_short(b) {
        return share(a, b);
    }
    let only = |sketch: &[u64]| sketch.iter().copied().filter(is_sampled).collect::<Vec<u64>>();
    share(&only(a), &only(b))
}

fn share(a: &[u64], b: &[u64]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter < FEW {
        return 0.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    f64::from(common) / shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Hai nguyên thủ trao đổi trong hơn một giờ về tình hình biên giới và thống nhất giữ liên lạc. \
        Phát ngôn viên của phủ tổng thống nói cuộc trao đổi diễn ra thẳng thắn. Hai bên sẽ cử đại diện gặp nhau vào \
        đầu tháng sau tại một nước trung lập, nơi các chuyên gia đã chuẩn bị từ nhiều tuần nay cho vòng thảo luận mới.";

    #[test]
    fn a_reprint_under_another_headline_is_contained() {
        let reprint = format!("Tít khác hẳn\n{TEXT}\nTheo Báo Mẫu");
        assert!(containment(&sketch(TEXT), &sketch(&reprint)) > 0.9);
    }

    #[test]
    fn another_text_is_not() {
        let other = "Một trận mưa lớn gây ngập nhiều tuyến phố ở trung tâm thành phố vào sáng nay, giao thông rối loạn \
            suốt nhiều giờ liền; cơ quan khí tượng dự báo mưa còn kéo dài đến hết tuần và khuyên người dân ở nhà nếu có thể.";
        assert!(containment(&sketch(TEXT), &sketch(other)) < 0.1);
    }
}
