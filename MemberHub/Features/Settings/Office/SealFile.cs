namespace MemberHub.Features.Settings.Office;

/// <summary>Reads what was uploaded, and no more than is judged.</summary>
internal static class SealFile
{
    /// <summary>Empty where nothing was chosen or where it is too large to be looked at.</summary>
    public static async Task<byte[]> ReadAsync(IFormFile? file)
    {
        if (file is null || file.Length > ChangeSeal.MostKilobytes << 10)
        {
            return [];
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
