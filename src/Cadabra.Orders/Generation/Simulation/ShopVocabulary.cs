namespace Cadabra.Orders.Generation.Simulation;

/// <summary>The words that descriptions are made of.</summary>
internal static class ShopVocabulary
{
    private static readonly double[] AllYear = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    private static readonly double[] Spring = [0.30, 0.80, 1, 1, 0.45, 0.20, 0.15, 0.15, 0.15, 0.15, 0.15, 0.20];
    private static readonly double[] Summer = [0.20, 0.30, 0.55, 0.90, 1, 1, 0.90, 0.70, 0.40, 0.25, 0.20, 0.20];
    private static readonly double[] Winter = [0.90, 0.70, 0.40, 0.20, 0.15, 0.12, 0.12, 0.20, 0.50, 0.90, 1, 1];
    private static readonly double[] Christmas = [0.05, 0.02, 0.02, 0.02, 0.02, 0.03, 0.05, 0.15, 0.35, 0.80, 1, 0.90];

    /// <summary>The shelves.</summary>
    public static ShopCategory[] Categories { get; } =
    [
        new("Tea", 0.85, 12.75, AllYear, ["TEACUP", "TEAPOT", "SAUCER", "MUG", "SUGAR BOWL", "MILK JUG", "EGG CUP", "CAKE STAND", "TEA TOWEL", "BUTTER DISH", "TOAST RACK", "TEA COSY"]),
        new("Baking", 0.55, 9.95, AllYear, ["CAKE TIN", "ROLLING PIN", "COOKIE CUTTER", "MIXING BOWL", "OVEN GLOVE", "RECIPE FOLDER", "APRON", "WHISK", "MEASURING SPOON", "JELLY MOULD", "BISCUIT TIN", "CAKE CASE"]),
        new("Lights", 0.85, 14.95, AllYear, ["T-LIGHT HOLDER", "LANTERN", "SCENTED CANDLE", "CANDLESTICK", "NIGHT LIGHT", "FAIRY LIGHT", "LAMP SHADE", "INCENSE BURNER", "TABLE LAMP", "VOTIVE HOLDER", "CANDLE PLATE", "OIL BURNER"]),
        new("Garden", 0.85, 16.95, Summer, ["PLANTER", "WATERING CAN", "BIRD FEEDER", "WINDMILL", "GARDEN GNOME", "PLANT POT", "SEED TIN", "TROWEL", "WIND CHIME", "BIRD BATH", "HANGING BASKET", "KNEELING MAT"]),
        new("Christmas", 0.39, 8.50, Christmas, ["BAUBLE", "STOCKING", "DOOR WREATH", "ADVENT CALENDAR", "TREE DECORATION", "CRACKER", "GIFT TAG", "WOODEN REINDEER", "SNOW GLOBE", "STAR GARLAND", "TREE TOPPER", "SANTA SACK"]),
        new("Easter", 0.42, 4.95, Spring, ["EASTER EGG", "EGG BASKET", "EASTER BONNET", "HEN ON NEST", "CHICK DECORATION", "RABBIT FIGURE", "SPRING WREATH", "EGG STAND", "DAFFODIL BUNTING", "HUNT SIGN"]),
        new("Bags", 0.85, 12.50, AllYear, ["JUMBO BAG", "LUNCH BAG", "SHOPPER", "COSMETIC BAG", "RUCKSACK", "COIN PURSE", "WASH BAG", "TOTE BAG", "SUITCASE", "PICNIC BAG", "SHOE BAG", "PASSPORT COVER"]),
        new("Stationery", 0.19, 5.95, AllYear, ["NOTEBOOK", "GREETING CARD", "PENCIL", "FOUNTAIN PEN", "STICKER SHEET", "GIFT WRAP ROLL", "RUBBER STAMP", "ERASER", "PAPER CHAIN", "JOURNAL", "WRITING SET", "TAPE MEASURE"]),
        new("Toys", 0.42, 9.95, AllYear, ["JIGSAW", "SPINNING TOP", "DOLL", "SKIPPING ROPE", "BUILDING BLOCK", "TOY CAR", "GLIDER", "PUPPET", "DOMINO GAME", "SOLDIER", "RATTLE", "ROCKING HORSE"]),
        new("Jewellery", 0.85, 9.95, AllYear, ["BRACELET", "NECKLACE", "BROOCH PIN", "HAIR CLIP", "RING HOLDER", "EARRING", "JEWELLERY TREE", "CHARM", "TRINKET POT", "BANGLE", "PENDANT", "HAIR GRIP"]),
        new("Decor", 1.25, 19.95, AllYear, ["WALL CLOCK", "PHOTO FRAME", "MIRROR", "DOOR HANGER", "HOOK RAIL", "METAL SIGN", "DRAWER KNOB", "BOOKEND", "WALL ART", "ORNAMENT", "ALARM CLOCK", "DOOR STOP"]),
        new("Textiles", 1.65, 17.95, AllYear, ["CUSHION COVER", "THROW", "DOORMAT", "QUILT", "TABLECLOTH", "NAPKIN", "COAT HANGER", "LAVENDER SACHET", "BED RUNNER", "CURTAIN TIE", "PICNIC BLANKET", "CHAIR PAD"]),
        new("Party", 0.29, 7.95, AllYear, ["PAPER PLATE", "PAPER CUP", "BUNTING", "BALLOON", "CAKE CANDLE", "PARTY HAT", "PAPER STRAW", "CAKE TOPPER", "PARTY INVITE", "CONFETTI BAG", "PINATA", "STREAMER"]),
        new("Kitchen", 0.85, 14.95, AllYear, ["STORAGE JAR", "BREAD BIN", "BOTTLE OPENER", "CHOPPING BOARD", "COLANDER", "FRIDGE MAGNET", "LUNCH TIN", "SPICE TIN", "SALT GRINDER", "WATER BOTTLE", "SERVING TRAY", "EGG TIMER"]),
        new("Bath", 0.65, 8.95, AllYear, ["SOAP DISH", "BATH SPONGE", "TOWEL HOOK", "BATH SALT JAR", "NAIL BRUSH SET", "SHOWER CAP", "TOOTHBRUSH MUG", "BATHROOM SIGN", "HAND TOWEL", "BATH DUCK", "BATH MAT", "SCENT DIFFUSER"]),
        new("Winter", 0.85, 8.25, Winter, ["HAND WARMER", "HOT WATER BOTTLE", "WOOL SCARF", "FLASK", "EAR MUFF", "KNITTED HAT", "BED SOCK", "FOOT STOOL", "DRAUGHT EXCLUDER", "FIREWOOD BASKET"]),
    ];

    /// <summary>Styles; each runs through all shelves, and customers follow them.</summary>
    public static string[] Styles { get; } =
    [
        "RETROSPOT", "VINTAGE", "PARISIENNE", "ROSE", "SCANDINAVIAN", "UNION JACK", "BOTANICAL", "ENAMEL", "REGENCY", "SKULL", "GINGHAM", "POLKA DOT",
        "WOODLAND", "NAUTICAL", "BOHEMIAN", "ART DECO", "FOLK ART", "SPACE ROCKET", "DOLLY GIRL", "ZINC", "RUSTIC", "PAISLEY", "STRAWBERRY", "CAFÉ",
    ];

    /// <summary>Colours of the variants of a design; their order gives the letters.</summary>
    public static string[] Colours { get; } = ["BLUE", "RED", "IVORY", "PINK", "GREEN", "BLACK", "SILVER", "TURQUOISE"];

    /// <summary>What signs and cards say, in quotes.</summary>
    public static string[] Slogans { get; } = ["HOME SWEET HOME", "KEEP CALM", "I LOVE TEA", "BEST FRIENDS", "GARDEN OF EDEN", "WISH, HOPE, DREAM", "LADIES", "GONE FISHING"];

    /// <summary>Where customers live, with their share. A home market of nine in ten, as the shop of the real data has.</summary>
    public static (string Name, double Share)[] Countries { get; } =
    [
        ("United Kingdom", 90), ("Germany", 2.2), ("France", 2), ("EIRE", 1.2), ("Spain", 0.7), ("Netherlands", 0.6), ("Belgium", 0.6), ("Switzerland", 0.5),
        ("Portugal", 0.5), ("Australia", 0.3), ("Norway", 0.3), ("Italy", 0.3), ("Finland", 0.2), ("Sweden", 0.2), ("Austria", 0.2), ("Denmark", 0.2),
    ];
}
